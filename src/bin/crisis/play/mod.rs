//! Plays a crisis in the terminal: one or two people, any policy in any seat, or nobody at all.

mod commands;
mod desk;
mod dice;
mod end;
mod input;
mod knowledge;
mod news;
mod screen;
mod session;
mod staff;
mod talks;

use std::{io::IsTerminal as _, path::Path};

use anyhow::{Context as _, bail};
use brinkmanship::{
    crisis::Setup,
    policy::{Level, Policy, Simple},
    report::words,
    scenario::{
        Scenario,
        model::{Actor, DispositionId},
        source::nearest,
    },
    transcript::seats,
};

use crate::{
    args::PlayArgs,
    colour::Ink,
    course,
    deliver::quoted,
    page::Page,
    shared::library::{Entry, Library, Names},
    survey::{cut, policy, sides},
};
use input::Input;
use session::{Saver, Session};

/// Who sits in a seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// A person.
    Human,
    /// A policy.
    Policy(Policy),
}

impl Who {
    const fn name(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Policy(policy) => policy.name(),
        }
    }
}

/// Who plays the other side where nobody is named.
const OPPONENT: Policy = Policy::Simple(Simple::Historical);

/// Plays.
///
/// # Errors
/// The scenario cannot be played, the saved crisis cannot be played on, or a file cannot be written.
pub fn run(page: &mut Page, library: &Library, args: &PlayArgs) -> anyhow::Result<u8> {
    if let Some(width) = args.width {
        page.width = usize::from(width);
    }
    let mut input = Input::new();
    match &args.resume {
        Some(file) => resume(page, &mut input, library, args, file),
        None => begin(page, &mut input, library, args),
    }
}

fn begin(page: &mut Page, input: &mut Input, library: &Library, args: &PlayArgs) -> anyhow::Result<u8> {
    let Some(what) = &args.scenario else { bail!("{}", tr!("name a scenario; `crisis list` shows what there is")) };
    let entry: Entry = library.one(what)?;
    let scenario = entry.named(Names::of(args.twin))?;
    let seats = match at_level(named(&scenario, &args.seat)?, args.level.map(Into::into)) {
        [None, None] if std::io::stdin().is_terminal() => match ask_seat(page, input, &scenario)? {
            Some(seats) => seats,
            None => return Ok(crate::CLEAN),
        },
        // Nobody is there to be asked, and whoever reads along should know why.
        [None, None] => {
            let [first, second] = Actor::BOTH.map(|actor| &scenario.actors[actor.index()]);
            page.para(
                0,
                &tr!(
                    "You play {first}; `--seat {second}=human` takes the other seat.",
                    first = words::the(&first.name),
                    second = second.id
                ),
            )?;
            seated([None, None])
        }
        some => seated(some),
    };
    let mut setup = Setup::default();
    for (actor, id) in sides(&scenario, &args.disposition)? {
        setup.dispositions[actor.index()] = Some(disposition(&scenario, actor, id)?);
    }
    setup.cut = args.cut.as_deref().map(|id| cut(&scenario, id)).transpose()?;
    if let Some(path) = args.save.as_ref().filter(|path| path.is_dir()) {
        bail!("{}", tr!("{path} is a folder; name the file in it that is to be written", path = path.display()));
    }
    if let Some(path) = &args.save
        && path.exists()
        && !args.overwrite
    {
        bail!(
            "{}",
            tr!(
                "{path} is there already; `crisis play --resume {word}` plays it on, --overwrite replaces it",
                path = path.display(),
                word = quoted(path)
            )
        );
    }
    let seed = args.seed.unwrap_or_else(new_seed);
    let saver = Saver { path: args.save.clone(), players: seats.map(|who| who.name().to_owned()) };
    let mut session = Session::begin(page, input, &scenario, setup, seed, seats, args, saver)?;
    session.play()
}

fn resume(page: &mut Page, input: &mut Input, library: &Library, args: &PlayArgs, file: &Path) -> anyhow::Result<u8> {
    let transcript = course::read(file)?;
    let entry = match &args.scenario {
        Some(what) => library.one(what),
        None => library.of_saved(&transcript.scenario, file),
    };
    let entry = entry.with_context(|| tr!("{file} cannot be played on", file = file.display()))?;
    let scenario = entry.named(Names::of(args.twin || transcript.twin))?;
    let saved = Actor::BOTH.map(|actor| {
        let name = transcript.players.get(actor.index()).map_or("", String::as_str);
        Policy::of_name(seats::now(name)).map_or(Who::Human, Who::Policy)
    });
    let now = at_level(named(&scenario, &args.seat)?, args.level.map(Into::into));
    let seats = Actor::BOTH.map(|actor| now[actor.index()].unwrap_or(saved[actor.index()]));
    let path = args.save.clone().unwrap_or_else(|| file.to_owned());
    // Going on only adds to a saved crisis; going back to a turn would take away what was played after it.
    let adds = args.turn.is_none() && same_file(&path, file);
    if !adds && path.exists() && !args.overwrite {
        bail!("{}", tr!("{path} is there already; name another, or say --overwrite", path = path.display()));
    }
    let saver = Saver { path: Some(path), players: seats.map(|who| who.name().to_owned()) };
    let mut session = Session::go_on(page, input, &scenario, &transcript, seats, args, saver)
        .with_context(|| tr!("{file} cannot be played on", file = file.display()))?;
    session.play()
}

/// Whether two paths lead to the same file.
fn same_file(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().ok();
    one == other || real(one).is_some_and(|one| real(other) == Some(one))
}

/// The seats that were named.
fn named(scenario: &Scenario, texts: &[String]) -> anyhow::Result<[Option<Who>; 2]> {
    let mut seats = [None; 2];
    for (actor, who) in sides(scenario, texts)? {
        seats[actor.index()] = Some(match who {
            "human" | "me" => Who::Human,
            name => Who::Policy(policy(name)?),
        });
    }
    Ok(seats)
}

/// The seats with the level that was asked for in place of that of every planner.
fn at_level(seats: [Option<Who>; 2], level: Option<Level>) -> [Option<Who>; 2] {
    let Some(level) = level else { return seats };
    seats.map(|seat| match seat {
        Some(Who::Policy(Policy::Planner(_))) => Some(Who::Policy(Policy::Planner(level))),
        Some(Who::Policy(Policy::Simple(_)) | Who::Human) | None => seat,
    })
}

/// A seat that is not named is the person's; where there is a person already, the opponent's.
fn seated(named: [Option<Who>; 2]) -> [Who; 2] {
    match named {
        [None, None] => [Who::Human, Who::Policy(OPPONENT)],
        [first, second] => {
            let other = |seat: Option<Who>| match seat {
                Some(Who::Human) => Who::Policy(OPPONENT),
                Some(Who::Policy(_)) | None => Who::Human,
            };
            [first.unwrap_or_else(|| other(second)), second.unwrap_or_else(|| other(first))]
        }
    }
}

/// Asks a person which side to take.
fn ask_seat(page: &mut Page, input: &mut Input, scenario: &Scenario) -> anyhow::Result<Option<[Who; 2]>> {
    let title = page.ink(Ink::Bold, &scenario.title);
    page.gap()?;
    page.line(&title)?;
    page.para(0, &scenario.subtitle)?;
    page.gap()?;
    page.line(tr!("Which side do you take?"))?;
    for (at, actor) in scenario.actors.iter().enumerate() {
        page.hang(&format!("{}", at + 1), 2, 5, &format!("{} ({})", actor.name, actor.decider))?;
    }
    page.line(tr!("  3  Both sides, two people at one screen"))?;
    for cut in &scenario.cuts {
        let of = tr!(
            "\"{title}\" plays {count} turns of {count2} in about {minutes} minutes.",
            title = cut.title,
            count = cut.turns().count(),
            count2 = scenario.turns.len(),
            minutes = cut.minutes
        );
        page.para(2, &tr!("For a shorter course, begin with --cut {id}: {of}", id = cut.id, of))?;
    }
    loop {
        let Some(answer) = input.ask(page, "side")? else { return Ok(None) };
        let opponent = Who::Policy(OPPONENT);
        match answer.to_lowercase().as_str() {
            "1" => return Ok(Some([Who::Human, opponent])),
            "2" => return Ok(Some([opponent, Who::Human])),
            "3" | "both" => return Ok(Some([Who::Human; 2])),
            "quit" | "q" => return Ok(None),
            other => {
                let of = |actor: &brinkmanship::scenario::model::ActorData| {
                    actor.id == other || actor.name.to_lowercase() == other
                };
                if of(&scenario.actors[0]) {
                    return Ok(Some([Who::Human, opponent]));
                }
                if of(&scenario.actors[1]) {
                    return Ok(Some([opponent, Who::Human]));
                }
                page.line(tr!("Type 1, 2 or 3."))?;
            }
        }
    }
}

/// A disposition of an actor by its id.
fn disposition(scenario: &Scenario, actor: Actor, id: &str) -> anyhow::Result<DispositionId> {
    let own = &scenario.actors[actor.index()].dispositions;
    if let Some(found) = own.iter().find(|one| scenario.dispositions[one.index()].id == id) {
        return Ok(*found);
    }
    let ids: Vec<&str> = own.iter().map(|one| scenario.dispositions[one.index()].id.as_str()).collect();
    let name = &scenario.actors[actor.index()].id;
    match nearest(id, ids.iter().copied()) {
        Some(like) => bail!("{}", tr!("`{name}` has no disposition `{id}`; did you mean `{like}`?", name, id, like)),
        None if ids.is_empty() => bail!("{}", tr!("`{name}` has no dispositions in `{id}`", name, id = scenario.id)),
        None => bail!("{}", tr!("`{name}` has no disposition `{id}`; there are {ids}", name, id, ids = ids.join(", "))),
    }
}

/// Another seed each time, short enough to be read out.
fn new_seed() -> u64 {
    use std::hash::{BuildHasher as _, Hasher as _};
    let bits = std::collections::hash_map::RandomState::new().build_hasher().finish();
    bits % 1_000_000
}
