fn main() {
    let k = match whyblocked::knowledge::Knowledge::embedded() { Ok(k)=>k, Err(p)=>{ for p in p { eprintln!("{p}"); } std::process::exit(2)} };
    let _ = k;
}
