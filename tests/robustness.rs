//! Cut, damaged, huge and hostile inputs: never a panic, every span valid, every view and report can be made.
//!
//! That time grows with the size and no faster is shown by the benchmark (`cargo bench`).
#![expect(clippy::expect_used, reason = "a test that cannot read its own files must stop")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use whyblocked::intake::MOST_BYTES;
use whyblocked::job::Progress;
use whyblocked::knowledge::Knowledge;
use whyblocked::model::{Analysis, Origin, Source, Span};
use whyblocked::pipeline::analyse;
use whyblocked::report::{self, Format};
use whyblocked::view::report::{Audience, Redaction};
use whyblocked::view::{Options, Views};

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::embedded().expect("sound knowledge"));

/// Texts of several scripts, besides the case folders.
const TEXTS: [&str; 7] = [
    "Sie können nicht darauf zugreifen\r\nFehlercode: 53003\r\nAnforderungs-ID: 8f2c1d3e-4a5b-4c7d-8e9f-0a1b2c3d4e5f\r\nGerätestatus: nicht registriert\r\nGeräteplattform: Windows 10\r\n",
    "これにアクセスする権限がありません\nエラー コード: 53003\n要求 ID: 8f2c1d3e-4a5b-4c7d-8e9f-0a1b2c3d4e5f\n相関 ID: 1b2c3d4e-5f60-4718-9a0b-1c2d3e4f5061\nタイムスタンプ: 2026-11-20T09:26:53Z\nデバイスの状態: 未登録\n",
    "Error Code: 53003Request Id: 8f2c1d3e-4a5b-4c7d-8e9f-0a1b2c3d4e5fCorrelation Id: 1b2c3d4e-5f60-4718-9a0b-1c2d3e4f5061Timestamp: 2026-11-20T09:26:53ZApp name: OfficeHomeDevice state: Unregistered",
    "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS53003: Access has been blocked by Conditional Access policies.\\r\\nTrace ID: 8f2c1d3e-4a5b-4c7d-8e9f-0a1b2c3d4e5f\",\"error_codes\":[53003],\"claims\":\"{\\\"access_token\\\":{\\\"capolids\\\":{\\\"essential\\\":true}}}\"}",
    "<p>AADSTS50126: Error validating credentials &amp; more.<br>Trace ID: 8f2c1d3e-4a5b-\n4c7d-8e9f-0a1b2c3d4e5f</p> İstanbul ẞ ﬁ \u{200b}\u{feff}\u{202e} 53003 é e\u{301} 👩\u{200d}💻",
    "https://login.microsoftonline.com/common/oauth2/authorize?error=access_denied&error_description=AADSTS65004%3a+User+declined&state=%zz%",
    "53003",
];

fn analysis(bytes: &[u8]) -> Analysis {
    let source = Source { name: "input".to_owned(), origin: Origin::Pasted, bytes: Arc::from(bytes) };
    analyse(&[source], &KNOWLEDGE, &Progress::default()).expect("nobody cancels")
}

/// Every place that an analysis names.
fn spans(analysis: &Analysis) -> Vec<Span> {
    let mut spans: Vec<Span> = analysis.warnings.iter().filter_map(|warning| warning.span).collect();
    for document in &analysis.documents {
        spans.extend(document.records.iter().map(|record| record.span));
        spans.extend(document.records.iter().flat_map(|record| &record.fields).map(|field| field.span));
    }
    for diagnosis in &analysis.diagnoses {
        spans.extend(diagnosis.sign_in.facts().iter().map(|fact| fact.span));
        spans
            .extend(diagnosis.findings.iter().flat_map(|finding| &finding.evidence).map(|evidence| evidence.fact.span));
    }
    spans
}

fn options() -> Options {
    Options { language: "en".to_owned(), now: None, zone: None, organisation: None }
}

/// Reads the bytes and looks at everything that comes of it, reports included.
fn survives(bytes: &[u8]) -> Analysis {
    let analysis = analysis(bytes);
    looked_at(&analysis);
    for case in 0..analysis.diagnoses.len().min(2) {
        for (audience, redaction) in [(Audience::HelpDesk, Redaction::Personal), (Audience::Admin, Redaction::Secrets)]
        {
            let view = whyblocked::view::report::report(&analysis, case, &KNOWLEDGE, &options(), audience, redaction);
            for format in Format::ALL {
                assert!(report::render(&view, format).ends_with('\n'));
            }
            let json = report::json::render(&analysis, &KNOWLEDGE, "en", redaction);
            assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok(), "no JSON: {json}");
        }
    }
    analysis
}

/// Every span lies in its text, every warning has its words, every view can be built and its marks do not overlap.
fn looked_at(analysis: &Analysis) {
    for span in spans(analysis) {
        let text = analysis.documents.get(span.input).map(|document| document.text.as_str());
        assert!(text.is_some_and(|text| text.get(span.start..span.end).is_some()), "{span:?} is no place in the text");
    }
    for warning in &analysis.warnings {
        let key = format!("warning.{}", warning.key);
        assert_ne!(KNOWLEDGE.word("en", &key), key, "a warning without words");
    }
    let views = Views::build(analysis, &KNOWLEDGE, &options());
    assert_eq!(views.nothing.is_some(), analysis.diagnoses.is_empty());
    for source in &views.sources {
        let mut last = 0;
        for mark in &source.marks {
            assert!(mark.span.start >= last && source.text.get(mark.span.start..mark.span.end).is_some(), "{mark:?}");
            last = mark.span.end;
        }
        assert!(source.lines.iter().all(|line| source.text.get(line.clone()).is_some()));
    }
}

fn inputs() -> Vec<Vec<u8>> {
    let folders = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")).expect("the cases");
    let mut paths: Vec<_> = folders.map(|entry| entry.expect("a case").path().join("input.txt")).collect();
    paths.sort();
    let cases = paths.iter().map(|path| fs::read(path).expect("an input"));
    cases.chain(TEXTS.iter().map(|text| text.as_bytes().to_vec())).collect()
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % below.max(1) as u64).expect("smaller than a size")
    }
}

/// Half of the inputs, so that two threads share the work.
fn cut_at_every_byte(half: usize) {
    for input in inputs().iter().skip(half).step_by(2) {
        for end in 0..=input.len() {
            let cut = input.get(..end).expect("inside");
            // The reports of a text that is one byte longer hardly differ.
            if end % 16 == 0 { drop(survives(cut)) } else { looked_at(&analysis(cut)) }
        }
    }
}

#[test]
fn cut_off_anywhere_even_inside_a_character() {
    cut_at_every_byte(0);
}

#[test]
fn cut_off_anywhere_even_inside_a_character_other_half() {
    cut_at_every_byte(1);
}

#[test]
fn without_its_beginning() {
    for input in inputs() {
        for start in (0..input.len()).step_by(7) {
            looked_at(&analysis(input.get(start..).expect("inside")));
        }
    }
}

#[test]
fn damaged_bytes() {
    let mut dice = Dice(53003);
    for input in inputs() {
        for damage in 1..=24 {
            let mut bytes = input.clone();
            for _ in 0..damage {
                let at = dice.roll(bytes.len());
                let value = u8::try_from(dice.roll(256)).expect("a byte");
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = value;
                }
            }
            survives(&bytes);
        }
    }
}

#[test]
fn pieces_in_any_order() {
    let mut dice = Dice(50126);
    let inputs = inputs();
    for _ in 0..150 {
        let mut bytes = Vec::new();
        for _ in 0..=dice.roll(6) {
            let input = inputs.get(dice.roll(inputs.len())).expect("one of them");
            let from = dice.roll(input.len());
            let to = from + dice.roll(input.len() - from);
            bytes.extend_from_slice(input.get(from..to).expect("inside"));
        }
        survives(&bytes);
    }
}

#[test]
fn doubled_reversed_and_in_other_encodings() {
    for input in inputs() {
        let text = String::from_utf8_lossy(&input).into_owned();
        survives(&[input.as_slice(), &input].concat());
        survives(&input.repeat(5));
        survives(text.lines().rev().collect::<Vec<_>>().join("\n").as_bytes());
        survives(text.chars().rev().collect::<String>().as_bytes());
        survives(text.replace('\n', "").as_bytes());
        survives(text.replace('\n', "\r").as_bytes());
        survives(text.replace(' ', "\u{a0}").to_uppercase().as_bytes());
        survives(&text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>());
        survives(&text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>());
        survives(&text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect::<Vec<_>>());
    }
}

#[test]
fn what_is_no_text() {
    for start in [
        &b"\x89PNG\r\n\x1a\n"[..],
        b"%PDF-1.7",
        b"PK\x03\x04",
        b"ElfFile\0",
        b"\xd0\xcf\x11\xe0",
        b"\0\0\0\0",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xff",
        b"",
    ] {
        let analysis = survives(&[start, &[0xC3, 0x28, 0, 7, 200]].concat());
        assert!(analysis.diagnoses.is_empty());
        assert_eq!(analysis.warnings.len(), 1, "{start:?}: {:?}", analysis.warnings);
        survives(start);
    }
}

/// Bytes of printable noise.
fn noise(len: usize, alphabet: &[u8]) -> Vec<u8> {
    let mut dice = Dice(7);
    (0..len).map(|_| alphabet.get(dice.roll(alphabet.len())).copied().unwrap_or(b' ')).collect()
}

#[test]
fn eight_megabytes_of_noise() {
    let printable: Vec<u8> = (b' '..=b'~').chain([b'\n']).collect();
    assert!(survives(&noise(8 << 20, &printable)).diagnoses.is_empty());
}

#[test]
fn eight_megabytes_of_any_bytes() {
    let any: Vec<u8> = (0..=255).collect();
    assert!(survives(&noise(8 << 20, &any)).diagnoses.is_empty());
}

#[test]
fn more_than_is_read_is_said() {
    // A picture, so that this test need not wait for so long a text to be read.
    let mut bytes = b"\x89PNG".to_vec();
    bytes.resize(MOST_BYTES + 1, b' ');
    let analysis = analysis(&bytes);
    assert!(analysis.warnings.iter().any(|warning| warning.key == "too-long"));
}

#[test]
fn one_line_of_a_megabyte() {
    survives(&noise(1 << 20, b"abcdefABCDEF0123456789"));
    survives(&noise(1 << 20, b"0123456789abcdef-"));
    survives(&noise(1 << 20, b"0123456789.:"));
    survives("53003".repeat(200_000).as_bytes());
    survives("a@b.".repeat(250_000).as_bytes());
    survives("é".repeat(500_000).as_bytes());
}

#[test]
fn json_of_any_depth_and_width() {
    survives("[".repeat(1 << 20).as_bytes());
    survives("{\"a\":".repeat(200_000).as_bytes());
    survives(format!("{{\"error_codes\":[{}]}}", "53003,".repeat(100_000)).as_bytes());
    survives(format!("{{{}}}", "\"status\":{\"errorCode\":53003},".repeat(20_000)).as_bytes());
    survives(format!("{{\"error_description\":\"{}\"}}", "\\u0041\\".repeat(100_000)).as_bytes());
    survives(format!("\"{}\"", "\\".repeat(500_001)).as_bytes());
}

#[test]
fn thousands_of_labels_values_and_quotation_marks() {
    survives("Error Code: ".repeat(20_000).as_bytes());
    survives("Request Id: Correlation Id: Timestamp: App name: ".repeat(5_000).as_bytes());
    survives("AADSTS53003: ".repeat(20_000).as_bytes());
    survives("203.0.113.7 2001:db8::7 ".repeat(10_000).as_bytes());
    survives("8f2c1d3e-4a5b-4c7d-8e9f-0a1b2c3d4e5f ".repeat(10_000).as_bytes());
    survives("access_token=eyJhbGciOiJub25lIn0.eyJzdWIiOiJub2JvZHkifQ.c2ln ".repeat(5_000).as_bytes());
    survives("<<>>\"'&lt;&#x41;%41".repeat(20_000).as_bytes());
}

/// A log with so many refusals.
fn log(events: usize) -> String {
    let mut text = String::new();
    for number in 0..events {
        let time = format!("09:{:02}:{:02}Z", number / 60 % 60, number % 60);
        let ids = format!(
            "Trace ID: 8f2c1d3e-4a5b-4c7d-8e9f-{number:012x} Correlation ID: 1b2c3d4e-5f60-4718-9a0b-{number:012x}"
        );
        writeln!(
            text,
            "AADSTS53003: Access has been blocked by Conditional Access policies. {ids} Timestamp: 2026-11-20 {time}"
        )
        .expect("a string takes it");
    }
    text
}

#[test]
fn thousands_of_events() {
    let all = survives(log(900).as_bytes());
    assert_eq!((all.diagnoses.len(), all.warnings.len()), (900, 0));
    let some = survives(log(3_000).as_bytes());
    assert_eq!(some.diagnoses.len(), 1_000);
    assert!(some.warnings.iter().any(|warning| warning.key == "too-many-sign-ins"), "what is left out is said");
}
