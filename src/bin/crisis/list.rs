//! Lists the scenarios that can be found.

use brinkmanship::{
    language::po::visible,
    scenario::{Severity, model::counted},
};

use crate::{
    CLEAN,
    args::{Format, ListArgs},
    colour::Ink,
    page::Page,
    shared::library::Library,
};

/// Lists the scenarios.
///
/// # Errors
/// A folder that was named cannot be opened, or standard output cannot be written to.
pub fn list(page: &mut Page, library: &Library, args: &ListArgs) -> anyhow::Result<u8> {
    let entries = library.all()?;
    if args.format == Format::Json {
        let mut items = Vec::new();
        for entry in &entries {
            let loaded = entry.load()?;
            let scenario = loaded.scenario.as_ref();
            items.push(serde_json::json!({
                "id": entry.id,
                "place": entry.place.to_string(),
                "playable": scenario.is_some(),
                "title": scenario.map(|scenario| scenario.title.clone()),
                "subtitle": scenario.map(|scenario| scenario.subtitle.clone()),
                "summary": scenario.map(|scenario| scenario.summary.clone()),
                "status": scenario.map(|scenario| format!("{:?}", scenario.status)),
                "cuts": scenario.map(|scenario| scenario.cuts.iter().map(|cut| cut.id.clone()).collect::<Vec<_>>()),
                "variants": scenario.map(|scenario| scenario.variants.iter().map(|variant| variant.id.clone()).collect::<Vec<_>>()),
                "twin": scenario.and_then(|scenario| scenario.twin.as_ref().map(|twin| twin.title.clone())),
                "turns": scenario.map(|scenario| scenario.turns.len()),
                "actors": scenario.map(|scenario| scenario.actors.iter().map(|actor| actor.id.clone()).collect::<Vec<_>>()),
            }));
        }
        page.line(&serde_json::to_string_pretty(&items)?)?;
        return Ok(CLEAN);
    }
    if entries.is_empty() {
        crate::shared::aside!(
            "{}",
            tr!("No scenario was found. --scenarios names a folder to look in; `crisis new ID` starts one.")
        );
        return Ok(CLEAN);
    }
    for entry in &entries {
        let loaded = entry.load()?;
        let (name, place) = (visible(&entry.id).into_owned(), visible(&entry.place.to_string()).into_owned());
        let id = page.ink(Ink::Cyan, &name);
        match &loaded.scenario {
            Some(scenario) => {
                let draft = match scenario.status {
                    brinkmanship::scenario::model::Status::Draft => tr!(" (draft)"),
                    brinkmanship::scenario::model::Status::Published => "",
                };
                let title = page.ink(Ink::Bold, &scenario.title);
                page.line(&format!("{id}  {title}{draft}"))?;
                if !scenario.subtitle.is_empty() {
                    page.para(4, &scenario.subtitle)?;
                }
                if !scenario.summary.is_empty() {
                    page.para(4, &scenario.summary)?;
                }
                let actors: Vec<String> =
                    scenario.actors.iter().map(|actor| format!("{} ({})", actor.name, actor.id)).collect();
                let turns = counted(i32::try_from(scenario.turns.len()).unwrap_or(i32::MAX), "turns");
                page.para(4, &format!("{}; {turns}; {}", actors.join(tr!(" and ")), place))?;
                for cut in &scenario.cuts {
                    let of = cut.turns().count();
                    page.para(
                        4,
                        &tr!(
                            "--cut {id}: {title}, {of} turns in {minutes} minutes",
                            id = cut.id,
                            title = cut.title,
                            of,
                            minutes = cut.minutes
                        ),
                    )?;
                }
                if let Some(twin) = &scenario.twin {
                    page.para(4, &tr!("--twin: {title}, the same rules under invented names", title = twin.title))?;
                }
            }
            None => {
                let faults = loaded.diagnostics.iter().filter(|one| one.severity == Severity::Error).count();
                let faults = counted(i32::try_from(faults).unwrap_or(i32::MAX), "faults");
                page.line(&tr!("{id}  cannot be played: {faults}; see `crisis check {id2}`", id, faults, id2 = name))?;
                page.para(4, &place)?;
            }
        }
        page.gap()?;
    }
    Ok(CLEAN)
}
