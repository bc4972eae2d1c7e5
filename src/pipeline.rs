//! The product in one function: sources in, analysis out. The window and the console program are two ways to call it.

use crate::answers;
use crate::diagnose::{Refusal, diagnose};
use crate::extract::extract;
use crate::history::relate;
use crate::intake::intake;
use crate::job::{Cancelled, Progress};
use crate::knowledge::Knowledge;
use crate::model::{Analysis, Source, Told};

/// Reads, recognises and judges everything that was handed over, before anything was asked.
pub fn analyse(sources: &[Source], knowledge: &Knowledge, progress: &Progress) -> Result<Analysis, Cancelled> {
    analyse_told(sources, &Told::default(), knowledge, progress)
}

/// The same with what the person has said since. Stops soon after the progress is cancelled.
pub fn analyse_told(
    sources: &[Source],
    told: &Told,
    knowledge: &Knowledge,
    progress: &Progress,
) -> Result<Analysis, Cancelled> {
    let total = sources.len() as u64 + 1;
    let mut documents = Vec::with_capacity(sources.len());
    let mut warnings = Vec::new();
    for (number, source) in sources.iter().enumerate() {
        progress.advance(number as u64, total)?;
        let (opened, remarks) = intake(documents.len(), number, source, knowledge);
        documents.extend(opened);
        warnings.extend(remarks);
    }
    progress.advance(total - 1, total)?;
    let mut extracted = extract(&documents, knowledge);
    warnings.extend(extracted.warnings);
    progress.advance(total, total)?;
    let related = relate(&mut extracted.sign_ins, &extracted.worked, told.one_person, knowledge);
    let place = (documents.len(), sources.len());
    let said = answers::add(told, &related.cases, &mut extracted.sign_ins, place, knowledge);
    documents.extend(said.documents);
    let refusals = extracted.sign_ins.into_iter().zip(related.histories).zip(said.of_each);
    let refusals = refusals.map(|((sign_in, history), said)| Refusal { sign_in, history, said });
    let diagnoses = refusals.map(|refusal| diagnose(refusal, knowledge)).collect();
    Ok(Analysis {
        documents,
        diagnoses,
        worked: extracted.worked,
        cases: related.cases,
        devices: extracted.devices,
        warnings,
    })
}
