//! The drawing program of a page, as far as it draws text.

use std::collections::HashMap;
use std::rc::Rc;

use hayro_syntax::content::UntypedIter;
use hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::Resources;

use super::fonts::Font;
use super::lines::Run;
use super::streams::content;
use crate::intake::unpack::budget::Budget;

/// Drawings within drawings.
const DEEPEST: usize = 8;
/// Drawings of one document that hold others; more are a trick, since each may stand in each.
const MOST_FORMS: usize = 2000;
/// Steps of the programs of one document.
const MOST_STEPS: usize = 4_000_000;
/// States that are put aside.
const MOST_SAVED: usize = 256;
/// Letters of one document.
const MOST_LETTERS: usize = 8 << 20;

/// A place and its scale: `x' = xx x + yx y + x0`, `y' = xy x + yy y + y0`.
#[derive(Clone, Copy)]
struct Matrix {
    xx: f64,
    xy: f64,
    yx: f64,
    yy: f64,
    x0: f64,
    y0: f64,
}

impl Matrix {
    const UNIT: Self = Self { xx: 1.0, xy: 0.0, yx: 0.0, yy: 1.0, x0: 0.0, y0: 0.0 };

    fn of(mut numbers: impl Iterator<Item = f64>) -> Option<Self> {
        let (xx, xy) = (numbers.next()?, numbers.next()?);
        let (yx, yy) = (numbers.next()?, numbers.next()?);
        Some(Self { xx, xy, yx, yy, x0: numbers.next()?, y0: numbers.next()? })
    }

    fn shift(x0: f64, y0: f64) -> Self {
        Self { x0, y0, ..Self::UNIT }
    }

    /// This first, then `next`.
    fn then(self, next: Self) -> Self {
        Self {
            xx: self.xx * next.xx + self.xy * next.yx,
            xy: self.xx * next.xy + self.xy * next.yy,
            yx: self.yx * next.xx + self.yy * next.yx,
            yy: self.yx * next.xy + self.yy * next.yy,
            x0: self.x0 * next.xx + self.y0 * next.yx + next.x0,
            y0: self.x0 * next.xy + self.y0 * next.yy + next.y0,
        }
    }
}

#[derive(Clone)]
struct State {
    matrix: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    letter_space: f64,
    word_space: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

/// What the pages of one document share, and what the page under way has drawn.
pub(super) struct Painter<'b> {
    budget: &'b mut Budget,
    fonts: HashMap<ObjectIdentifier, Rc<Font>>,
    forms: usize,
    steps: usize,
    runs: Vec<Run>,
    /// Letters drawn in all, and those of which nobody knows what they mean.
    pub(super) letters: usize,
    pub(super) unknown: usize,
    /// Whether a limit was reached.
    pub(super) is_cut: bool,
}

impl<'b> Painter<'b> {
    pub(super) fn new(budget: &'b mut Budget) -> Self {
        Self {
            budget,
            fonts: HashMap::new(),
            forms: 0,
            steps: 0,
            runs: Vec::new(),
            letters: 0,
            unknown: 0,
            is_cut: false,
        }
    }

    /// What a page draws: its own program, then what is pinned upon it (typed remarks, filled fields).
    pub(super) fn page(&mut self, page: &Dict, resources: &Resources) -> Vec<Run> {
        let mut program = Vec::new();
        let single = page.get::<Stream>("Contents");
        let several = page.get::<Array>("Contents");
        for stream in several.iter().flat_map(Array::iter::<Stream>).chain(single) {
            program.extend(self.unpack(&stream));
            program.push(b'\n');
        }
        self.run(&program, resources, Matrix::UNIT, 0);
        for note in page.get::<Array>("Annots").iter().flat_map(Array::iter::<Dict>) {
            let drawing = note.get::<Dict>("AP").and_then(|looks| looks.get::<Stream>("N"));
            let corner: Vec<f64> = note.get::<Array>("Rect").iter().flat_map(Array::iter::<f64>).collect();
            if let (Some(form), [x, y, ..]) = (drawing, corner.as_slice()) {
                self.form(&form, resources, Matrix::shift(*x, *y), 0);
            }
        }
        std::mem::take(&mut self.runs)
    }

    fn unpack(&mut self, stream: &Stream) -> Vec<u8> {
        if self.budget.bytes() == 0 {
            self.is_cut = true;
            return Vec::new();
        }
        let data = content(stream).unwrap_or_default();
        self.budget.spend(data.len());
        data
    }

    fn form(&mut self, form: &Stream, outer: &Resources, matrix: Matrix, depth: usize) {
        self.forms += 1;
        self.is_cut |= self.forms > MOST_FORMS;
        let is_form = form.dict().get::<Name>("Subtype").is_some_and(|name| name.as_str() == "Form");
        if !is_form || depth >= DEEPEST || self.forms > MOST_FORMS {
            return;
        }
        let own = form.dict().get::<Array>("Matrix").and_then(|array| Matrix::of(array.iter::<f64>()));
        let program = self.unpack(form);
        let inner = form.dict().get::<Dict>("Resources").map(Resources::new);
        self.run(&program, inner.as_ref().unwrap_or(outer), own.unwrap_or(Matrix::UNIT).then(matrix), depth + 1);
    }

    fn run(&mut self, program: &[u8], resources: &Resources, matrix: Matrix, depth: usize) {
        let mut pen = Pen::new(matrix);
        let mut saved = Vec::new();
        let mut steps = UntypedIter::new(program);
        while let Some(step) = steps.next() {
            self.steps += 1;
            if self.steps > MOST_STEPS || self.letters > MOST_LETTERS {
                self.is_cut = true;
                return;
            }
            let operands: Vec<&Object> = step.operands().collect();
            let operator: &[u8] = step.operator;
            match operator {
                b"q" if saved.len() < MOST_SAVED => saved.push(pen.state.clone()),
                b"Q" => pen.state = saved.pop().unwrap_or(pen.state),
                b"Tf" => self.set_font(&mut pen, &operands, resources),
                b"Do" => {
                    if let Some(Object::Name(name)) = operands.first()
                        && let Some(form) = resources.get_x_object(name)
                    {
                        self.form(&form, resources, pen.state.matrix, depth);
                    }
                }
                b"Tj" | b"TJ" | b"'" | b"\"" => self.show(&mut pen, operator, &operands),
                other => pen.step(other, &operands),
            }
        }
    }

    fn set_font(&mut self, pen: &mut Pen, operands: &[&Object], resources: &Resources) {
        let [Object::Name(name), Object::Number(size)] = operands else { return };
        pen.state.size = size.as_f64();
        let Some(dict) = resources.get_font(name) else { return };
        let known = dict.obj_id().and_then(|id| self.fonts.get(&id).cloned());
        pen.state.font = known.or_else(|| {
            // A font that stands in no list of objects is read each time it is named.
            self.is_cut |= self.budget.bytes() == 0;
            let font = (self.budget.bytes() > 0).then(|| Rc::new(Font::of(&dict, self.budget)))?;
            if let Some(id) = dict.obj_id() {
                self.fonts.insert(id, Rc::clone(&font));
            }
            Some(font)
        });
    }

    fn show(&mut self, pen: &mut Pen, operator: &[u8], operands: &[&Object]) {
        if let (b"\"", [Object::Number(word), Object::Number(letter), _]) = (operator, operands) {
            (pen.state.word_space, pen.state.letter_space) = (word.as_f64(), letter.as_f64());
        }
        if matches!(operator, b"'" | b"\"") {
            pen.next_line(0.0, -pen.state.leading);
        }
        match operands.last() {
            Some(Object::String(string)) => self.show_string(pen, string.as_bytes()),
            Some(Object::Array(array)) => {
                for item in array.iter::<Object>() {
                    match item {
                        Object::String(string) => self.show_string(pen, string.as_bytes()),
                        Object::Number(back) => {
                            pen.advance(-back.as_f64() / 1000.0 * pen.state.size * pen.state.stretch);
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }

    fn show_string(&mut self, pen: &mut Pen, bytes: &[u8]) {
        let Some(font) = pen.state.font.clone() else { return };
        let start = pen.place();
        let mut text = String::new();
        for glyph in font.glyphs(bytes) {
            self.letters += 1;
            if let Some(letters) = &glyph.text {
                text.extend(letters.chars().flat_map(parted));
            } else {
                self.unknown += 1;
                text.push(char::REPLACEMENT_CHARACTER);
            }
            let state = &pen.state;
            let blank = if glyph.is_blank { state.word_space } else { 0.0 };
            pen.advance((glyph.width * state.size + state.letter_space + blank) * state.stretch);
        }
        if !text.is_empty() {
            self.runs.push(pen.drawn(text, start));
        }
    }
}

/// The letters of a ligature, as somebody would type them.
fn parted(c: char) -> impl Iterator<Item = char> {
    let mut own = [0; 4];
    let letters = match c {
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        '\u{fb05}' | '\u{fb06}' => "st",
        c => &*c.encode_utf8(&mut own),
    };
    letters.chars().collect::<Vec<_>>().into_iter()
}

/// Where text is drawn, and how.
struct Pen {
    state: State,
    text: Matrix,
    line: Matrix,
}

impl Pen {
    fn new(matrix: Matrix) -> Self {
        let state = State {
            matrix,
            font: None,
            size: 1.0,
            letter_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        Self { state, text: Matrix::UNIT, line: Matrix::UNIT }
    }

    /// A step that only moves or changes the pen.
    fn step(&mut self, operator: &[u8], operands: &[&Object]) {
        let numbers: Vec<f64> = operands
            .iter()
            .filter_map(|operand| if let Object::Number(number) = operand { Some(number.as_f64()) } else { None })
            .collect();
        match (operator, numbers.as_slice()) {
            (b"cm", numbers) => {
                let matrix = Matrix::of(numbers.iter().copied());
                self.state.matrix = matrix.map_or(self.state.matrix, |matrix| matrix.then(self.state.matrix));
            }
            (b"BT", _) => (self.text, self.line) = (Matrix::UNIT, Matrix::UNIT),
            (b"Tm", numbers) => {
                self.line = Matrix::of(numbers.iter().copied()).unwrap_or(self.line);
                self.text = self.line;
            }
            (b"Td", [x, y]) => self.next_line(*x, *y),
            (b"TD", [x, y]) => {
                self.state.leading = -y;
                self.next_line(*x, *y);
            }
            (b"T*", _) => self.next_line(0.0, -self.state.leading),
            (b"Tc", [space]) => self.state.letter_space = *space,
            (b"Tw", [space]) => self.state.word_space = *space,
            (b"Tz", [percent]) => self.state.stretch = percent / 100.0,
            (b"TL", [leading]) => self.state.leading = *leading,
            (b"Ts", [rise]) => self.state.rise = *rise,
            _ => {}
        }
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = Matrix::shift(x, y).then(self.line);
        self.text = self.line;
    }

    fn advance(&mut self, by: f64) {
        self.text = Matrix::shift(by, 0.0).then(self.text);
    }

    fn place(&self) -> Matrix {
        self.text.then(self.state.matrix)
    }

    /// What was drawn from `start` to here.
    fn drawn(&self, text: String, start: Matrix) -> Run {
        let place = self.place();
        let turn = match (start.xx.abs() >= start.xy.abs(), start.xx + start.xy >= 0.0) {
            (true, true) => 0,
            (false, true) => 1,
            (true, false) => 2,
            (false, false) => 3,
        };
        let turned = |x: f64, y: f64| match turn {
            0 => (x, -y),
            1 => (y, x),
            2 => (-x, y),
            _ => (-y, -x),
        };
        let size = (self.state.size * start.yx.hypot(start.yy)).abs();
        let ((start, level), (end, _)) = (turned(start.x0, start.y0), turned(place.x0, place.y0));
        Run { text, turn, start, end, level, size }
    }
}
