//! The knowledge is sound, and each kind of mistake in it is told with its file, its line and what to do.
//!
//! A mistake is made in a copy of the real files, so that these tests also show what somebody who edits them would see.
#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot read its own files must stop")]

use std::fs;
use std::path::{Path, PathBuf};

use whyblocked::knowledge::{File, Knowledge, Problem};
use whyblocked::proof::prove;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets")
}

/// The real knowledge files.
fn files() -> Vec<File> {
    let mut files = Vec::new();
    let mut folders: Vec<String> = ["", "codes", "causes", "languages", "formats"].map(str::to_owned).to_vec();
    let languages = fs::read_dir(folder().join("languages")).expect("the knowledge");
    let languages = languages.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_dir());
    folders
        .extend(languages.map(|path| format!("languages/{}", path.file_name().expect("a folder").to_string_lossy())));
    for below in &folders {
        for entry in fs::read_dir(folder().join(below)).expect("the knowledge") {
            let path = entry.expect("the knowledge").path();
            if path.extension().is_some_and(|ending| ending == "toml" || ending == "csv") {
                let name = path.file_name().expect("a file").to_string_lossy();
                let name = if below.is_empty() { name.into_owned() } else { format!("{below}/{name}") };
                files.push(File { name, text: fs::read_to_string(&path).expect("a text").into() });
            }
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

/// The files with one replacement in one of them, and the line where it was made.
fn changed(file: &str, from: &str, to: &str) -> (Vec<File>, usize) {
    let mut files = files();
    let changed = files.iter_mut().find(|f| f.name == file).expect("the file to break");
    assert!(changed.text.contains(from), "{file} holds no {from:?} any more; choose another place to break");
    let line = line_of(&changed.text, from);
    changed.text = changed.text.replacen(from, to, 1).into();
    (files, line)
}

fn line_of(text: &str, words: &str) -> usize {
    let at = text.find(words).unwrap_or_else(|| panic!("no {words:?} in the broken file"));
    text.get(..at).expect("found there").matches('\n').count() + 1
}

/// The mistakes that were told; the knowledge itself is too long to be printed.
#[track_caller]
fn mistakes(knowledge: Result<Knowledge, Vec<Problem>>) -> Vec<Problem> {
    knowledge.map(|_sound| "sound").expect_err("a mistake must be told")
}

fn told(problems: &[Problem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// One replacement in one file must be told with this file, this line and these words; and nothing else must be told.
#[track_caller]
fn refused(file: &str, from: &str, to: &str, place: &Place, words: &[&str]) {
    let (files, line) = changed(file, from, to);
    let problems = mistakes(Knowledge::from_files(&files));
    let text = files.iter().find(|f| f.name == file).map_or("", |f| &*f.text);
    let want = match place {
        Place::Line(further) => Some(line + further),
        Place::At(words) => Some(line_of(text, words)),
        Place::Whole => Some(0),
        Place::Somewhere => None,
    };
    let in_place =
        |problem: &Problem| problem.file == file && want.map_or(problem.line > 0, |want| problem.line == want);
    let fits = |problem: &Problem| in_place(problem) && words.iter().all(|word| problem.message.contains(word));
    assert!(problems.iter().any(fits), "line {want:?} of {file} with {words:?} is not told, but:\n{}", told(&problems));
    assert!(problems.iter().all(|problem| problem.file == file), "another file is blamed too:\n{}", told(&problems));
}

/// Where a mistake must be told.
enum Place {
    /// So many lines below the replacement.
    Line(usize),
    /// Where these words stand.
    At(&'static str),
    /// In the file as a whole.
    Whole,
    /// In some line.
    Somewhere,
}

const HERE: Place = Place::Line(0);
const LOCATION: &str = "causes/location.toml";
const POLICIES: &str = "codes/conditional-access.toml";

#[test]
fn the_knowledge_inside_the_program_is_sound() {
    let knowledge = Knowledge::embedded().unwrap_or_else(|problems| panic!("{}", told(&problems)));
    let problems = prove(&knowledge);
    assert!(problems.is_empty(), "{}", told(&problems));
    assert!(knowledge.code_count() > 500 && knowledge.causes.len() > 40, "most of the knowledge is missing");
}

#[test]
fn a_place_for_a_name_is_told_where_it_is_unknown_or_stands_in_a_statement() {
    refused(
        LOCATION,
        "own VPN{vpn};",
        "own VPN{vnp};",
        &Place::At("id          ="),
        &["{vnp}", "vpn, virtual-desktop"],
    );
    refused(
        LOCATION,
        "A rule admits",
        "{vpn} A rule admits",
        &Place::At("id          ="),
        &["only now, decided-by and advice"],
    );
}

#[test]
fn the_folder_is_what_is_inside_the_program() {
    let inside = Knowledge::embedded().expect("sound knowledge");
    let from_folder = Knowledge::load(&folder()).expect("sound knowledge");
    let from_files = Knowledge::from_files(&files()).expect("sound knowledge");
    for other in [&from_folder, &from_files] {
        assert_eq!(
            (other.code_count(), other.causes.len(), &other.date),
            (inside.code_count(), inside.causes.len(), &inside.date)
        );
    }
}

#[test]
fn a_slip_in_a_word_is_told_with_the_valid_ones() {
    let nature = "persistence = \"conditional\"";
    refused(
        LOCATION,
        nature,
        "persistence = \"conditonal\"",
        &HERE,
        &["conditonal", "`structural`", "`temporary`", "`conditional`"],
    );
    refused(
        LOCATION,
        "fact    = \"device-state\"",
        "fact    = \"device-stat\"",
        &HERE,
        &["device-stat", "`device-state`"],
    );
    refused(
        LOCATION,
        "bearing = \"supports\"",
        "bearing = \"suports\"",
        &HERE,
        &["`proves`", "`supports`", "`rules-out`"],
    );
    refused(
        LOCATION,
        "route       = \"identity\"",
        "route       = \"indentity\"",
        &HERE,
        &["`identity`", "`endpoint`"],
    );
    refused(POLICIES, "who         = \"admin\"", "who         = \"admim\"", &HERE, &["`admin`", "`helpdesk`"]);
    refused("formats/bare-code.toml", "syntax = \"text\"", "syntax = \"txt\"", &HERE, &["`json`", "`text`"]);
}

#[test]
fn a_slip_in_a_name_is_told_with_the_valid_ones() {
    refused(LOCATION, "rank        = 18", "rnak        = 18", &HERE, &["unknown field `rnak`", "`rank`"]);
    refused("languages/de.toml", "app-name =", "app-nam =", &HERE, &["app-nam", "`app-name`"]);
    refused("queries.toml", "roles    =", "rules    =", &HERE, &["unknown field `rules`", "`roles`"]);
}

#[test]
fn what_is_no_toml_or_csv_is_told_with_its_line() {
    refused(LOCATION, "rank        = 18", "rank        = ", &HERE, &[]);
    refused("codes.csv", "\n16000,", "\n16000,one too many,", &Place::Line(1), &["fields"]);
    refused("codes.csv", ",user,none,account-not-found,", ",usr,none,account-not-found,", &HERE, &["usr", "`user`"]);
}

#[test]
fn a_file_in_the_wrong_place_is_told() {
    let mut files = files();
    files.push(File { name: "reasons/location.toml".to_owned(), text: "".into() });
    let problems = mistakes(Knowledge::from_files(&files));
    assert_eq!(problems.len(), 1);
    assert!(told(&problems).starts_with("reasons/location.toml: no such place"), "{}", told(&problems));
}

#[test]
fn a_folder_without_knowledge_is_told() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let problems = mistakes(Knowledge::load(&src));
    assert!(told(&problems).contains("give the folder that holds codes.csv"), "{}", told(&problems));
    let problems = mistakes(Knowledge::load(&src.join("nowhere")));
    assert!(told(&problems).contains("cannot be read"), "{}", told(&problems));
}

#[test]
fn mistakes_about_codes_are_told() {
    refused(POLICIES, "code        = \"50002\"", "code        = \"AADSTS50002\"", &HERE, &["digits only"]);
    refused(POLICIES, "code        = \"50005\"", "code        = \"50002\"", &HERE, &["50002", "stands in", "keep one"]);
}

#[test]
fn a_code_that_names_an_unknown_cause_is_told_with_the_known_ones() {
    let (files, _) =
        changed(POLICIES, "proves      = \"platform-unsupported\"", "proves      = \"platform-unsuported\"");
    let problems = mistakes(Knowledge::from_files(&files));
    let text = told(&problems);
    assert!(
        text.contains("50005 names the cause \"platform-unsuported\"")
            && text.contains("known: ")
            && text.contains("platform-unsupported,"),
        "{text}"
    );
    let row = problems.iter().find(|problem| problem.message.contains("50005")).expect("told");
    let code = files
        .iter()
        .find(|f| f.name == POLICIES)
        .expect("there")
        .text
        .lines()
        .position(|line| line.contains("\"50005\""));
    assert_eq!(Some(row.line), code.map(|line| line + 1), "the line of the code");
    refused(
        "codes.csv",
        ",account-not-found,",
        ",account-not-fund,",
        &Place::Whole,
        &["account-not-fund", "no file in causes/"],
    );
}

#[test]
fn a_row_that_stands_twice_is_told() {
    let row = "16000,SelectUserAccount,account,user,none,account-not-found,";
    let twice = format!("{row}x,y\n{row}");
    refused("codes.csv", row, &twice, &Place::Whole, &["16000", "twice"]);
}

#[test]
fn mistakes_about_causes_are_told() {
    // These are told where the cause begins, which is the line of its id.
    let id = Place::At("id          = ");
    refused(LOCATION, "whether a VPN is on.\",", "whether a VPN is on\",", &id, &["full stop", "whether a VPN is on"]);
    let unknown = "causes/unknown-code.toml";
    refused(
        unknown,
        "user = [\n",
        "user = []\nold = [\n",
        &Place::At("old = ["),
        &["unknown field `old`", "`helpdesk`"],
    );
    refused(unknown, "missing     = ", "misses      = ", &HERE, &["unknown field `misses`", "`missing`"]);
    let german = "languages/de.toml";
    refused(german, "tag  = \"de\"\n", "", &Place::At("# German"), &["missing field `tag`"]);
}

#[test]
fn a_cause_in_a_file_of_another_name_is_told() {
    let mut files = files();
    let mut cause = files.iter().find(|f| f.name == LOCATION).expect("a cause").clone();
    cause.name = "causes/place.toml".to_owned();
    files.push(cause);
    let text = told(&mistakes(Knowledge::from_files(&files)));
    assert_eq!(text, "causes/place.toml:2: the id \"location\" must be the name of the file");
}

#[test]
fn a_cause_without_proof_or_advice_is_told() {
    let mut files = files();
    let cause = files.iter_mut().find(|f| f.name == "causes/unknown-code.toml").expect("the file to break");
    let head = cause.text.split("\n[").next().unwrap_or_default();
    cause.text = format!(
        "example = []\ncounter-example = []\nreference = []\n{head}\n[advice]\nuser = []\nhelpdesk = []\nadmin = []\n"
    )
    .into();
    let text = told(&mistakes(Knowledge::from_files(&files)));
    assert!(
        text.contains(
            "causes/unknown-code.toml:5: give at least one [[example]], one [[counter-example]] and one [[reference]]"
        ),
        "{text}"
    );
    assert!(text.contains("causes/unknown-code.toml:5: give advice for user, helpdesk and admin"), "{text}");
}

#[test]
fn a_cause_that_nothing_leads_to_is_told() {
    let mut files = files();
    let cause = files.iter().find(|f| f.name == "causes/unknown-code.toml").expect("a cause").clone();
    let text = cause.text.replace("id          = \"unknown-code\"", "id          = \"lost\"");
    files.push(File { name: "causes/lost.toml".to_owned(), text: text.into() });
    let problems = mistakes(Knowledge::from_files(&files));
    assert_eq!(problems.len(), 1, "{}", told(&problems));
    assert!(told(&problems).starts_with("causes/lost.toml:2: nothing leads to this cause"), "{}", told(&problems));
}

#[test]
fn mistakes_about_sentences_are_told() {
    let clause = "is      = [\"remark-travel\", \"remark-new-place\"]";
    let place = Place::At("fact    = \"sentence\"\nis      = [\"remark-travle");
    refused(LOCATION, clause, "is      = [\"remark-travle\"]", &place, &["no sentence \"remark-travle\""]);
    let nested = "and     = [{ fact = \"sentence\", is = [\"message-blocked-by-ca\",";
    refused(
        LOCATION,
        nested,
        "and     = [{ fact = \"sentence\", is = [\"message-x\",",
        &Place::Somewhere,
        &["no sentence \"message-x\""],
    );
    let first = "[[sentence]]\nid      = \"title-no-access\"\nkind    = \"title\"\nrefusal = true\nmeaning = \"x\"\nsource  = \"x\"\n\n";
    let doubled = format!("{first}[[sentence]]\nid      = \"title-no-access\"");
    refused("sentences.toml", "[[sentence]]\nid      = \"title-no-access\"", &doubled, &Place::Line(8), &["twice"]);
    let wordless =
        format!("{}[[sentence]]\nid      = \"title-no-access\"", first.replace("title-no-access", "title-new"));
    refused(
        "sentences.toml",
        "[[sentence]]\nid      = \"title-no-access\"",
        &wordless,
        &Place::Line(1),
        &["no language file has words"],
    );
}

#[test]
fn mistakes_in_languages_are_told() {
    let german = "languages/de.toml";
    refused(german, "tag  = \"de\"", "tag  = \"german\"", &Place::Whole, &["name of the file"]);
    refused(
        german,
        "device-state = [\"Ger\u{e4}testatus\",",
        "device-state = [\"IP-Adresse\",",
        &Place::Whole,
        &["\"IP-Adresse\" stands for ip-address and for device-state"],
    );
    refused(
        german,
        "[sentences]\n",
        "[sentences]\ntitle-new = [\"Neu\"]\n",
        &Place::Whole,
        &["no sentence \"title-new\""],
    );
    refused(
        "languages/en.toml",
        "\"organization {tenant-id}\"",
        "\"organization {tenant}\"",
        &Place::Whole,
        &["no fact \"tenant\"", "{app-id}"],
    );
    refused(
        "languages/en.toml",
        "\"organization {tenant-id}\"",
        "\"organization {tenant-id\"",
        &Place::Whole,
        &["without its }"],
    );
}

#[test]
fn mistakes_in_formats_and_queries_are_told() {
    let bare = "formats/bare-code.toml";
    refused(bare, "id     = \"bare-code\"", "id     = \"bare\"", &HERE, &["name of the file"]);
    let (mut broken, _) = changed(bare, "[[sample]]", "[[dropped]]");
    let file = broken.iter_mut().find(|f| f.name == bare).expect("there");
    let kept: String = file.text.split("[[dropped]]").next().unwrap_or_default().to_owned();
    file.text = format!("sample = []\n{kept}").into();
    let text = told(&mistakes(Knowledge::from_files(&broken)));
    assert_eq!(text, "formats/bare-code.toml:3: give at least one [[sample]]");
    refused(
        "queries.toml",
        "\npersonal = true",
        "\npersonal = false",
        &Place::At("id       = \"portal-user\""),
        &["{user}", "personal = true"],
    );
    refused(
        "queries.toml",
        "id          = \"public\"",
        "id          = \"world\"",
        &Place::Whole,
        &["first [[cloud]]", "public"],
    );
}

/// One replacement that only running the samples shows.
#[track_caller]
fn disproved(file: &str, from: &str, to: &str, words: &[&str]) {
    let (files, _) = changed(file, from, to);
    let knowledge =
        Knowledge::from_files(&files).unwrap_or_else(|problems| panic!("not for the proof: {}", told(&problems)));
    let problems = prove(&knowledge);
    let fits = |problem: &Problem| problem.file == file && words.iter().all(|word| problem.message.contains(word));
    assert!(problems.iter().any(fits), "{file} with {words:?} is not told, but:\n{}", told(&problems));
}

#[test]
fn samples_that_do_not_show_what_they_claim_are_told() {
    disproved(
        LOCATION,
        "expect  = \"possible\"",
        "expect  = \"established\"",
        &["example 1 expects established, but the cause is possible"],
    );
    disproved(
        LOCATION,
        "I am abroad. AADSTS50126:",
        "I am abroad. AADSTS53003:",
        &["counter-example 2 must not find the cause"],
    );
    disproved(
        LOCATION,
        "there is a named location for head office.",
        "head office has a list.",
        &["no example exercises [[when]] number 7", "fact = \"sentence\""],
    );
    let bare = "formats/bare-code.toml";
    disproved(
        bare,
        "input  = \"53003\"",
        "input  = \"Error Code: 53003, Request Id: 94dad80f-12a7-4915-a02a-5a36ce843652\"",
        &["sample 1 is taken for"],
    );
    disproved(
        bare,
        "expect = { error-code = \"50126\" }",
        "expect = { error-code = \"50127\" }",
        &["sample 2 expects error-code", "50126"],
    );
}

#[test]
fn two_causes_that_the_same_facts_prove_must_name_each_other() {
    let mut files = files();
    for file in files.iter_mut().filter(|file| file.name.starts_with("causes/")) {
        let kept = file.text.lines().filter(|line| !line.starts_with("unless ")).collect::<Vec<_>>();
        file.text = kept.join("\n").into();
    }
    let text = told(&mistakes(Knowledge::from_files(&files)));
    assert!(text.contains("what proves \"location\" here can stand beside what proves \"sign-in-risk\""), "{text}");
    assert!(text.contains("name that in `unless`"), "{text}");
}

#[test]
fn a_slip_in_the_table_of_systems_is_told() {
    let table = "systems.csv";
    let row = "Windows 11,26100,24H2,home-pro,2026-10-13,";
    refused(table, row, "Windows 12,26100,24H2,home-pro,2026-10-13,", &HERE, &["Windows 12", "`Windows 11`"]);
    refused(table, row, "Windows 11,26100,24H2,homepro,2026-10-13,", &HERE, &["homepro", "`home-pro`"]);
    refused(table, row, "Windows 11,26100,24H2,home-pro,13.10.2026,", &HERE, &["13.10.2026", "YYYY-MM-DD"]);
    refused(table, row, "Windows 11,26100,24H2,home-pro,2026-13-10,", &HERE, &["2026-13-10"]);
    refused(table, row, "Windows 11,26100,24H2,home-pro,,", &HERE, &["no end"]);
    refused(table, row, "Windows 11,24H2,26100,home-pro,2026-10-13,", &HERE, &["build"]);
    refused(table, row, &format!("{row}endoflife.date,2026-11-23\n{row}"), &Place::Line(1), &["twice"]);
    refused(table, "macOS,15,Sequoia,all,,endoflife.date 2026-08-22,", "macOS,15,Sequoia,all,,,", &HERE, &["source"]);
}
