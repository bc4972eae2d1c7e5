#![allow(warnings)]
use whyblocked::{job::Progress,knowledge::Knowledge,model::*,pipeline::analyse,report::*,view::*,view::report::*};
#[test] fn show() {
  let k = Knowledge::embedded().unwrap();
  for c in std::env::var("CASE").unwrap().split(',') {
    let t = std::fs::read_to_string(format!("tests/cases/{c}/input.txt")).unwrap();
    let a = analyse(&[Source::text("i", Origin::Pasted, &t)], &k, &Progress::default()).unwrap();
    let o = Options { language: "en".into(), now: Some("2026-11-23T12:00:00Z".parse().unwrap()), zone: Some(jiff::tz::TimeZone::fixed(jiff::tz::offset(1))) };
    if std::env::var("V").is_ok() { println!("{:#?}", Views::build(&a,&k,&o)); for c in Views::build(&a,&k,&o).cases { println!("{}", case_text(&c)); } }
    for (f) in [Format::Text, Format::Markdown, Format::Html, Format::Json] { if std::env::var("F").map_or(true, |v| format!("{f:?}")!=v) {continue;} 
      println!("{}", render(&report(&a,0,&k,&o,Audience::Admin,if std::env::var("P").is_ok() {Redaction::Personal} else {Redaction::Secrets}), f)); }
  }
}
