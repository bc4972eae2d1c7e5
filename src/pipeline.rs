//! The product in one function: sources in, analysis out. The window and the console program are two ways to call it.

use crate::diagnose::diagnose;
use crate::extract::extract;
use crate::intake::intake;
use crate::job::{Cancelled, Progress};
use crate::knowledge::Knowledge;
use crate::model::{Analysis, Source};

/// Reads, recognises and judges everything that was handed over. Stops soon after the progress is cancelled.
pub fn analyse(sources: &[Source], knowledge: &Knowledge, progress: &Progress) -> Result<Analysis, Cancelled> {
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
    let extracted = extract(&documents, knowledge);
    warnings.extend(extracted.warnings);
    progress.advance(total, total)?;
    let diagnoses = extracted.sign_ins.into_iter().map(|sign_in| diagnose(sign_in, knowledge)).collect();
    Ok(Analysis { documents, diagnoses, devices: extracted.devices, warnings })
}
