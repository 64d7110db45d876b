use brinkmanship::{scenario, survey::*};
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let path = std::path::Path::new(&args[1]);
    let loaded = scenario::load("x", &scenario::files::read_folder(path).unwrap());
    let s = match loaded.scenario {
        Some(s) => s,
        None => {
            for d in &loaded.diagnostics {
                println!("{d}");
            }
            return;
        }
    };
    let t = std::time::Instant::now();
    let f = figures(&s, args[2].parse().unwrap(), 1);
    println!("runs {} in {:?}", f.runs, t.elapsed());
    println!("dove wars {:.4} hawk wars {:.4} conciliatory {:.3}", f.dove_wars, f.hawk_wars, f.conciliatory);
    for (p, m) in &f.seats {
        println!("seat {:12} {:.1} {:.1} diff {:.1}", p.name(), m[0], m[1], m[0] - m[1]);
    }
    for (p, m) in &f.dominance {
        println!("dominance {:12} {:.3}", p.name(), m);
    }
    println!("moves chosen {:.3} most {:?}", f.moves_chosen, f.most_chosen);
    println!("missed endings {:?}\nmissed moves {:?}", f.endings_missed, f.moves_missed);
    println!("chance {:?}", f.chance);
    for (e, c) in s.endings.iter().zip(&f.mixed.endings) {
        println!("  {:30} {:?} {:.4}", e.id, e.category, *c as f64 / f.mixed.runs as f64);
    }
    println!("lengths {:?}", f.mixed.lengths);
    let mut v: Vec<_> = s
        .moves
        .iter()
        .zip(&f.mixed.moves)
        .filter(|(_, t)| t.offered_with_another > 100)
        .map(|(m, t)| (t.chosen_with_another as f64 / t.offered_with_another as f64, &m.id))
        .collect();
    v.sort_by(|a, b| b.0.total_cmp(&a.0));
    for x in v.iter().take(12) {
        println!("  {:.3} {}", x.0, x.1);
    }
    for (a, t) in s.aims.iter().zip(&f.mixed.aims) {
        println!("  aim {:28} {:?} {:?}", a.id, t.verdicts[0], t.verdicts[1]);
    }
    for (l, t) in s.ladders.iter().zip(&f.mixed.peaks) {
        println!("  peaks {} {:?}", l.id, t);
    }
}
