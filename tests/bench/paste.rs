//! How long it takes from a paste to finished views and reports, and that time grows as the text does.
//!
//! `cargo bench --bench paste`; the aim for a page block is far below one frame of 16 ms.
#![expect(clippy::expect_used, reason = "a benchmark without sound knowledge must stop")]

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use whyblocked::job::Progress;
use whyblocked::knowledge::Knowledge;
use whyblocked::model::{Origin, Source};
use whyblocked::pipeline::analyse;
use whyblocked::report::{Format, render};
use whyblocked::view::report::{Audience, Redaction, report};
use whyblocked::view::{Options, Views};

/// A page with its details and the words that a person writes around it, about 2 KB.
fn page() -> String {
    let mut page = String::from(
        "Hello, since this morning I cannot open my mail at home. It works in the office. Thank you, Adele\n\n",
    );
    page.push_str("You don't have access to this\nYour sign-in was successful but does not meet the criteria to access this resource. ");
    page.push_str("For example, you might be signing in from a browser, app, location, or an authentication flow that is restricted by your admin.\n\n");
    page.push_str("Troubleshooting details\nIf you contact your administrator, send this info to them.\nCopy info to clipboard\n\n");
    page.push_str("Error Code: 53003\nRequest Id: 8f2c1d3e-4a5b-4c7d-8e9f-0a1b2c3d4e5f\nCorrelation Id: 1b2c3d4e-5f60-4718-9a0b-1c2d3e4f5061\n");
    page.push_str("Timestamp: 2026-11-20T09:26:53Z\nApp name: OfficeHome\nApp id: 4765445b-32c6-49b0-83e6-1d93765276ca\nIP address: 203.0.113.77\n");
    page.push_str("Device identifier: Not available\nDevice platform: Windows 10\nDevice state: Unregistered\n\n");
    while page.len() < 2 << 10 {
        page.push_str("> What I tried: another browser, a new password, and starting the computer again.\n");
    }
    page
}

/// A program's log of this size: most lines say nothing, each hundredth is a refusal of its own.
fn log(size: usize) -> String {
    let mut log = String::with_capacity(size + 512);
    let mut number = 0_u32;
    while log.len() < size {
        let time = format!("2026-11-20 {:02}:{:02}:{:02}", number / 3600 % 24, number / 60 % 60, number % 60);
        if number % 100 == 50 {
            let ids = format!("Trace ID: 8f2c1d3e-4a5b-4c7d-8e9f-{number:012x} Correlation ID: 1b2c3d4e-5f60-4718-9a0b-{number:012x}");
            writeln!(log, "{time}Z ERROR AADSTS53003: Access has been blocked by Conditional Access policies. {ids} Timestamp: {time}Z")
        } else {
            writeln!(log, "{time}Z INFO worker-{} fetched {} items from cache in {} ms", number % 7, number % 991, number % 53)
        }
        .expect("a string takes it");
        number += 1;
    }
    log
}

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
