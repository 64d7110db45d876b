//! Lints scenarios: warnings of the history and of the game, in the files and by play.

use std::{collections::BTreeSet, path::Path};

use annotate_snippets::Level as Shade;
use anyhow::{Context as _, bail};
use brinkmanship::{
    lint::{Baseline, Entry as Known, Level, Play, Report, Warning, play, scan},
    scenario::files::{read_bounded, write_safely},
};

use crate::{
    CLEAN, FAULTS,
    args::{Format, LintArgs},
    check::{Told, render},
    colour::Ink,
    page::Page,
    shared::library::{Entry, Library},
    survey::bar,
};

/// A baseline is no larger than this.
const MOST: u64 = 4 << 20;

/// Lints scenarios.
///
/// # Errors
/// A scenario or the baseline is not there or cannot be read or written, or standard output cannot be written to.
pub fn run(page: &mut Page, library: &Library, args: &LintArgs) -> anyhow::Result<u8> {
    let mut entries: Vec<Entry> = Vec::new();
    if args.what.is_empty() {
        entries = library.all()?;
        if entries.is_empty() {
            bail!("{}", tr!("no scenario was found; name a folder, or give --scenarios"));
        }
    }
    for what in &args.what {
        entries.extend(library.several(what)?);
    }
    let baseline = match &args.baseline {
        Some(path) => read(path)?,
        None => Baseline::default(),
    };
    let mut written = Baseline::default();
    let mut faulty = false;
    let mut items = Vec::new();
    for entry in &entries {
        let loaded = entry.load()?;
        let sound = loaded.scenario.is_some();
        let mut report = if args.files {
            scan(&loaded)
        } else {
            let options = Play { runs: args.runs, seed: args.seed };
            let bar = bar(options.total());
            let report = play(&loaded, &options, |done| bar.inc(done));
            bar.finish_and_clear();
            report
        };
        written.entries.extend(report.warnings.iter().map(|warning| Known::of(&entry.id, warning)));
        let known = baseline.take(&entry.id, &mut report.warnings);
        // What only play shows is not missed where nothing is played.
        let idle = if args.files { Vec::new() } else { baseline.idle(&entry.id, &known) };
        faulty |= !sound || !report.warnings.is_empty();
        match args.format {
            Format::Text => {
                for warning in &report.warnings {
                    let name = Some(warning.level.said());
                    let shade = match warning.level {
                        Level::Grave => Shade::WARNING.with_name(name),
                        Level::Notable | Level::Slight => Shade::NOTE.with_name(name),
                    };
                    let message = format!("{} ({})", warning.message, warning.confidence.said());
                    let told = Told {
                        shade,
                        code: warning.code,
                        place: &warning.place,
                        path: &warning.path,
                        message: &message,
                        help: Some(&warning.help),
                    };
                    let rendered = render(page, entry, &loaded, &told);
                    page.line(&rendered)?;
                    page.gap()?;
                }
                for entry in &idle {
                    let (code, path) = (&entry.code, &entry.path);
                    page.line(&tr!("no longer found, and still in the baseline: {code} at {path}", code, path))?;
                }
                let line = summary(page, &entry.id, sound, &report, known.len());
                page.line(&line)?;
            }
            Format::Json => items.push(json(entry, sound, &report, &known, &idle)),
        }
    }
    if args.format == Format::Json {
        let all = serde_json::json!({ "ok": !faulty, "scenarios": items });
        page.line(&serde_json::to_string_pretty(&all)?)?;
    }
    if let Some(path) = &args.write_baseline {
        if path.exists() && read(path).is_err() {
            bail!("{}", tr!("{path} is there already and is no baseline; name another file", path = path.display()));
        }
        let text = serde_json::to_string_pretty(&listed(&written.entries.iter().collect::<Vec<_>>()))? + "\n";
        write_safely(path, text.as_bytes()).with_context(|| tr!("{path} cannot be written", path = path.display()))?;
        crate::shared::aside!("{}", tr!("The baseline is in {path}", path = path.display()));
        return Ok(CLEAN);
    }
    Ok(if faulty { FAULTS } else { CLEAN })
}

fn summary(page: &Page, id: &str, sound: bool, report: &Report, known: usize) -> String {
    let id = page.ink(Ink::Bold, id);
    if !sound {
        return tr!("{id}: not fit for play; `crisis check` says why", id);
    }
    let (found, allowed) = (report.warnings.len(), report.allowed.len());
    let found = match found {
        0 => page.ink(Ink::Green, tr!("quiet")),
        found => trn!(found; "{found} warning", "{found} warnings", found),
    };
    tr!("{id}: {found}; allowed in place: {allowed}; in the baseline: {known}", id, found, allowed, known)
}

/// The baseline of a file.
fn read(path: &Path) -> anyhow::Result<Baseline> {
    let unread = || tr!("{path} cannot be read", path = path.display());
    let bytes = read_bounded(path, MOST).with_context(unread)?;
    let values: Vec<serde_json::Value> = serde_json::from_slice(&bytes).with_context(unread)?;
    let mut entries = BTreeSet::new();
    for value in values {
        let text = |name: &str| value.get(name).and_then(serde_json::Value::as_str).map(str::to_owned);
        match (text("scenario"), text("code"), text("path")) {
            (Some(scenario), Some(code), Some(path)) => drop(entries.insert(Known { scenario, code, path })),
            _ => bail!("{}: {}", unread(), tr!("an entry has no scenario, code or path")),
        }
    }
    Ok(Baseline { entries })
}

fn listed(entries: &[&Known]) -> serde_json::Value {
    entries
        .iter()
        .map(|one| serde_json::json!({ "scenario": one.scenario, "code": one.code, "path": one.path }))
        .collect()
}

fn json(entry: &Entry, sound: bool, report: &Report, known: &[Warning], idle: &[&Known]) -> serde_json::Value {
    let list = |warnings: &[Warning]| -> serde_json::Value {
        warnings
            .iter()
            .map(|one| {
                serde_json::json!({
                    "level": one.level.word(),
                    "confidence": one.confidence.word(),
                    "code": one.code,
                    "file": one.place.file,
                    "line": one.place.line,
                    "column": one.place.column,
                    "start": one.place.start,
                    "end": one.place.end,
                    "path": one.path,
                    "message": one.message,
                    "found": one.found,
                    "help": one.help,
                })
            })
            .collect()
    };
    serde_json::json!({
        "id": entry.id,
        "place": entry.place.to_string(),
        "ok": sound && report.warnings.is_empty(),
        "playable": sound,
        "warnings": list(&report.warnings),
        "allowed": list(&report.allowed),
        "baseline": list(known),
        "baseline_idle": listed(idle),
    })
}
