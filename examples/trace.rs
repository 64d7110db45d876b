use brinkmanship::{
    crisis::record::*,
    crisis::*,
    policy::*,
    scenario::{self, model::*},
    transcript::Course,
};
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let path = std::path::Path::new(&args[1]);
    let loaded = scenario::load("x", &scenario::files::read_folder(path).unwrap());
    let s = loaded.scenario.unwrap();
    let p = [Simple::of_name(&args[2]).unwrap(), Simple::of_name(&args[3]).unwrap()];
    for seed in args[4].parse::<u64>().unwrap()..args[5].parse().unwrap() {
        let mut c = Course::start(&s, Setup::default(), seed);
        let mut pl = Actor::BOTH.map(|a| Player::new(p[a.index()], a, seed));
        while c.crisis.ended().is_none() {
            let o = prologue(&s, &c.crisis).unwrap_or_else(|| Actor::BOTH.map(|a| pl[a.index()].order(&c.view(a))));
            c.play(o).unwrap();
        }
        println!(
            "== seed {seed} {} disp {:?}",
            s.endings[c.crisis.ended().unwrap().index()].id,
            Actor::BOTH.map(|a| c.crisis.disposition(a).map(|d| s.dispositions[d.index()].id.clone()))
        );
        for (t, pl) in c.turns.iter().enumerate() {
            println!(
                " T{t} rung {} | {}",
                s.ladders[0].rungs[pl.closing.rung(LadderId(0)) as usize].id,
                Actor::BOTH
                    .map(|a| pl.orders[a.index()]
                        .acts()
                        .map(|x| match x {
                            Act::Do(m) => s.moves[m.index()].id.clone(),
                            o => format!("{o:?}"),
                        })
                        .collect::<Vec<_>>()
                        .join(", "))
                    .join(" || ")
            );
            for e in c.entries_of(t) {
                if let What::Rung(_, _, f, to) = e.what {
                    println!(
                        "      {f}->{to} by {:?} {}",
                        e.step,
                        match e.cause {
                            Cause::Move(m) => s.moves[m.index()].id.clone(),
                            Cause::Rule(r) | Cause::Incident(r) => s.rules[r.index()].id.clone(),
                            ref o => format!("{o:?}"),
                        }
                    );
                }
            }
        }
    }
}
