use brinkmanship::{
    crisis::*,
    policy::*,
    scenario::{self, model::Actor},
};
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let path = std::path::Path::new(&args[1]);
    let n: u64 = args[2].parse().unwrap();
    let loaded = scenario::load("x", &scenario::files::read_folder(path).unwrap());
    for d in &loaded.diagnostics {
        println!("{d}");
    }
    let s = loaded.scenario.unwrap();
    println!("state {} bytes, order {} act {}", size_of::<Crisis>(), size_of::<Order>(), size_of::<Act>());
    let mut counts = vec![0u64; s.endings.len()];
    let mut turns = 0u64;
    let t = std::time::Instant::now();
    let mut buf = Vec::new();
    for seed in 0..n {
        let mut dice = Seeded::new(seed);
        let mut c = start(&s, &Setup::default(), &mut dice, &mut NoRecord);
        let mut p = [Player::new(Simple::Random, Actor::First, seed), Player::new(Simple::Random, Actor::Second, seed)];
        while c.ended().is_none() {
            let o = Actor::BOTH.map(|a| p[a.index()].order_in(&View::of(&s, &c, a), &mut buf));
            adjudicate(&s, &mut c, &o, &mut dice, &mut NoRecord).unwrap();
            turns += 1;
        }
        counts[c.ended().unwrap().index()] += 1;
    }
    let e = t.elapsed().as_secs_f64();
    println!("{:.0}/s {:.0} ns/turn, turns {:.4}", n as f64 / e, e * 1e9 / turns as f64, turns as f64 / n as f64);
    for (i, c) in counts.iter().enumerate() {
        println!("{} {:.5}", s.endings[i].id, *c as f64 / n as f64);
    }
}
