//! What must hold of every analysis, whatever came in: shared by the tests of robustness and by the fuzz targets.

use std::sync::{Arc, LazyLock};

use whyblocked::job::Progress;
use whyblocked::knowledge::Knowledge;
use whyblocked::model::{Analysis, Origin, Source, Span};
use whyblocked::pipeline::analyse;
use whyblocked::report::{self, Format};
use whyblocked::view::report::{Audience, Redaction};
use whyblocked::view::{Options, Views};

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::embedded().expect("sound knowledge"));

/// What comes of these bytes, handed over as one input.
pub(crate) fn analysis(bytes: &[u8]) -> Analysis {
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
pub(crate) fn survives(bytes: &[u8]) -> Analysis {
    let analysis = analysis(bytes);
    looked_at(&analysis);
    for case in 0..analysis.diagnoses.len().min(2) {
        for (audience, redaction) in [(Audience::HelpDesk, Redaction::Personal), (Audience::Admin, Redaction::Secrets)]
        {
            let view = whyblocked::view::report::report(&analysis, case, &KNOWLEDGE, &options(), audience, redaction);
            for format in Format::ALL {
                assert!(report::render(&view, format).ends_with('\n'));
            }
            let json = report::json::render(&analysis, &KNOWLEDGE, "en", audience, redaction);
            assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok(), "no JSON: {json}");
        }
    }
    analysis
}

/// Every span lies in its text, every warning has its words, every view can be built and its marks do not overlap.
pub(crate) fn looked_at(analysis: &Analysis) {
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
