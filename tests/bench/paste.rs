//! How long it takes from a paste to finished views and reports, and that time grows as the text does.
//!
//! `cargo bench --bench paste`; the aim for a page block is far below one frame of 16 ms.
#![expect(clippy::expect_used, reason = "a benchmark without sound knowledge must stop")]

mod texts;

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use whyblocked::job::Progress;
use whyblocked::knowledge::Knowledge;
use whyblocked::model::{Origin, Source};
use whyblocked::pipeline::analyse;
use whyblocked::report::{Format, render};
use whyblocked::view::report::{Audience, Redaction, report};
use whyblocked::view::{Options, Views};

use self::texts::{log, page};

/// Everything that happens after a paste: analysis, views, and the first case's report in every format.
fn answer(text: &str, knowledge: &Knowledge) -> usize {
    let source = Source::text("pasted text", Origin::Pasted, text);
    let analysis = analyse(&[source], knowledge, &Progress::default()).expect("nobody cancels");
    let options = Options { language: "en".to_owned(), now: None, zone: None, organisation: None };
    let views = Views::build(&analysis, knowledge, &options);
    let view = report(&analysis, 0, knowledge, &options, Audience::HelpDesk, Redaction::Personal);
    let printed: usize = Format::ALL.into_iter().map(|format| render(&view, format).len()).sum();
    views.cases.len() + printed
}

fn paste(criterion: &mut Criterion) {
    let knowledge = Knowledge::embedded().expect("sound knowledge");
    let mut group = criterion.benchmark_group("paste to finished views and report");
    for (name, text) in [("page, 2 KB", page()), ("log, 200 KB", log(200 << 10))] {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |bencher| bencher.iter(|| answer(black_box(&text), &knowledge)));
    }
    group.finish();
}

fn growth(criterion: &mut Criterion) {
    let knowledge = Knowledge::embedded().expect("sound knowledge");
    let mut group = criterion.benchmark_group("twice the log");
    group.sample_size(20);
    for kilobytes in [50, 100, 200, 400] {
        let text = log(kilobytes << 10);
        group.throughput(Throughput::Bytes(text.len() as u64));
        let id = BenchmarkId::from_parameter(format!("{kilobytes} KB"));
        group.bench_with_input(id, &text, |bencher, text| bencher.iter(|| answer(black_box(text), &knowledge)));
    }
    group.finish();
}

fn load(criterion: &mut Criterion) {
    criterion.bench_function("load the knowledge", |bencher| {
        bencher.iter(|| Knowledge::embedded().expect("sound knowledge").code_count());
    });
}

criterion_group!(benches, paste, growth, load);
criterion_main!(benches);
