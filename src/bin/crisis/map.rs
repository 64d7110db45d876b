//! The map of a crisis as a picture: as one side, the world or whoever knows everything sees it.

use anyhow::bail;
use brinkmanship::{
    crisis::{Order, View},
    report::table::{MapSheet, Table},
    scenario::model::Actor,
    transcript::{Course, history_course, replay},
};

use crate::{
    CLEAN,
    args::MapArgs,
    course::{self, Source},
    deliver::{To, deliver},
    page::Page,
    shared::{
        library::{Library, Names},
        picture::{self, Layout},
    },
};

/// Draws a map.
///
/// # Errors
/// What is to be drawn cannot be found, read or replayed, has no map or no such theatre, or the picture cannot be written.
pub fn run(page: &mut Page, library: &Library, args: &MapArgs) -> anyhow::Result<u8> {
    match course::find(library, &args.what)? {
        Source::Saved(transcript, entry) => {
            let scenario = entry.named(Names::of(args.twin || transcript.twin))?;
            draw(page, args, replay(&scenario, &transcript)?.course)
        }
        Source::History(entry) => {
            let scenario = entry.named(Names::of(args.twin))?;
            match history_course(&scenario) {
                Some(course) => draw(page, args, course),
                None => draw(page, args, Course::start(&scenario, brinkmanship::crisis::Setup::default(), 1)),
            }
        }
    }
}

fn draw(page: &mut Page, args: &MapArgs, mut course: Course<'_>) -> anyhow::Result<u8> {
    let scenario = course.scenario;
    if let Some(turn) = args.turn {
        course.rewind(turn);
    }
    let called = |actor: &Actor| {
        scenario.actors[actor.index()].id == args.seat
            || brinkmanship::report::words::side(scenario, *actor) == args.seat
    };
    let sheet = match (args.seat.as_str(), Actor::BOTH.into_iter().find(called)) {
        (_, Some(actor)) => {
            let view = View::of(scenario, &course.crisis, actor);
            Table::of(&view, &course.record, &Order::default()).and_then(|table| table.map)
        }
        ("world", None) => MapSheet::of_world(scenario, &course.crisis, &course.record),
        ("truth", None) => MapSheet::of_truth(scenario, &course.crisis, &course.record),
        (other, None) => bail!(
            "{}",
            tr!(
                "there is no seat `{other}`; it may be {first}, {second}, world or truth",
                other,
                first = scenario.actors[0].id,
                second = scenario.actors[1].id
            )
        ),
    };
    let Some(sheet) = sheet else {
        bail!("{}", tr!("the scenario `{id}` has no map", id = scenario.id));
    };
    let theatre = match &args.theatre {
        Some(id) => sheet.theatres.iter().find(|theatre| theatre.id == *id),
        None => sheet.theatres.first(),
    };
    let Some(theatre) = theatre else {
        let all: Vec<&str> = sheet.theatres.iter().map(|theatre| theatre.id.as_str()).collect();
        bail!("{}", tr!("there is no such theatre; there are {all}", all = all.join(", ")));
    };
    let Some(drawn) = picture::file(&sheet, theatre, &Layout::page(f64::from(args.width))) else {
        bail!("{}", tr!("the map data cannot be read"));
    };
    deliver(
        page,
        To { out: args.out.as_deref(), overwrite: args.overwrite },
        &(drawn + "\n"),
        |path| tr!("{path} is there already, and is no such map; --overwrite replaces it", path),
        |path| tr!("The map is in {path}", path),
    )?;
    Ok(CLEAN)
}
