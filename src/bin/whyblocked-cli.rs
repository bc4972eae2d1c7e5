use whyblocked::*;
fn main() {
    let k = match knowledge::Knowledge::embedded() { Ok(k)=>k, Err(p)=>{ for p in p { eprintln!("{p}"); } std::process::exit(2)} };
    let path = std::env::args().last().unwrap();
    if path == "prove" { for p in proof::prove(&k) { println!("{p}"); } return }
    let s = intake::read(std::path::Path::new(&path)).unwrap();
    let a = pipeline::analyse(&[s], &k, &job::Progress::default()).unwrap();
    print!("{}", report::json::render(&a, &k, "en", view::report::Redaction::Secrets));
    std::process::exit(i32::from(a.diagnoses.is_empty()));
}
