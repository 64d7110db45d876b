//! Checks scenarios and shows every fault where it stands.

use std::{
    ops::Range,
    time::{Duration, Instant},
};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet, renderer::DecorStyle};
use brinkmanship::{
    language::po::{self, visible},
    scenario::{
        self, Diagnostic, Loaded, Scenario, Severity,
        files::{Found, read_all_overlays},
        model::{Status, counted},
    },
    survey::{check_play, check_reach},
};

use crate::{
    CLEAN, FAULTS,
    args::{CheckArgs, Format},
    colour::Ink,
    is_broken_pipe,
    page::Page,
    shared::{
        library::{Entry, Library, Place},
        look::Looks,
    },
};

/// Checks scenarios.
///
/// # Errors
/// A scenario is not there or cannot be read, or standard output cannot be written to.
pub fn run(page: &mut Page, library: &Library, args: &CheckArgs) -> anyhow::Result<u8> {
    if args.watch {
        return watch(page, library, args);
    }
    once(page, library, args)
}

/// How often a watch looks at the files.
const EVERY: Duration = Duration::from_millis(200);

/// Checks again whenever a file has changed, until interrupted or nobody reads any more.
fn watch(page: &mut Page, library: &Library, args: &CheckArgs) -> anyhow::Result<u8> {
    let mut folders = Vec::new();
    for what in &args.what {
        for entry in library.several(what)? {
            if let Place::Folder(folder) = entry.place {
                folders.push(folder);
            }
        }
    }
    if folders.is_empty() {
        anyhow::bail!("{}", tr!("name the folder of a scenario to watch, such as ./my-crisis"));
    }
    let mut looks = Looks::default();
    let mut changed = || folders.iter().filter(|folder| looks.changed(folder)).count() != 0;
    // What changes during a check is found after it.
    changed();
    loop {
        let began = Instant::now();
        // While it is being saved a folder may be gone for a moment; only where nobody reads any more is it over.
        if let Err(error) = once(page, library, args) {
            if is_broken_pipe(&error) {
                return Err(error);
            }
            crate::shared::aside!("{}", tr!("error: {error:#}", error));
        }
        let spent = began.elapsed().as_millis();
        let told = tr!("Checked in {spent} ms. Waiting for a file to change; Ctrl+C ends.", spent);
        page.line(&page.ink(Ink::Faint, &told))?;
        page.gap()?;
        page.flush()?;
        while !changed() {
            std::thread::sleep(EVERY);
        }
        // A file is emptied before it is written: what is still changing is waited for.
        loop {
            std::thread::sleep(EVERY);
            if !changed() {
                break;
            }
        }
    }
}

/// Checks them once.
fn once(page: &mut Page, library: &Library, args: &CheckArgs) -> anyhow::Result<u8> {
    let mut entries: Vec<Entry> = Vec::new();
    if args.what.is_empty() {
        entries = library.all()?;
        if entries.is_empty() {
            anyhow::bail!("{}", tr!("no scenario was found; name a folder, or give --scenarios"));
        }
    }
    for what in &args.what {
        entries.extend(library.several(what)?);
    }
    let mut faulty = false;
    let mut items = Vec::new();
    for entry in &entries {
        let loaded = checked(entry)?;
        let count = |severity| loaded.diagnostics.iter().filter(|one| one.severity == severity).count();
        let counts = [count(Severity::Error), count(Severity::Warning), count(Severity::ToDo)];
        let named = |one: &Diagnostic| one.code.starts_with("twin-");
        let has_twin = loaded.scenario.as_ref().is_none_or(|scenario| scenario.twin.is_some());
        let leaks = args.twin && (!has_twin || loaded.diagnostics.iter().any(named));
        if args.twin && !has_twin {
            crate::shared::aside!("{}", tr!("{id}: there is no fictional twin", id = entry.id));
        }
        let bad = 0 < counts[0] || (args.strict && 0 < counts[1]) || leaks;
        faulty |= bad;
        match args.format {
            Format::Text => text(page, entry, &loaded, counts, bad)?,
            Format::Json => items.push(json(entry, &loaded, bad)),
        }
    }
    if args.format == Format::Json {
        let all = serde_json::json!({ "ok": !faulty, "scenarios": items });
        page.line(&serde_json::to_string_pretty(&all)?)?;
    }
    Ok(if faulty { FAULTS } else { CLEAN })
}

/// Everything that can be found out about a scenario.
fn checked(entry: &Entry) -> anyhow::Result<Loaded> {
    let mut loaded = entry.load()?;
    check_play(&mut loaded);
    check_reach(&mut loaded);
    Ok(loaded)
}

fn text(page: &mut Page, entry: &Entry, loaded: &Loaded, counts: [usize; 3], bad: bool) -> anyhow::Result<()> {
    for diagnostic in &loaded.diagnostics {
        let rendered = render(page, entry, loaded, &Told::of(diagnostic));
        page.line(&rendered)?;
        page.gap()?;
    }
    if let Place::Folder(folder) = &entry.place {
        for fault in overlay_faults(&read_all_overlays(folder)) {
            page.line(&tr!("{id}: a translation: {fault}", id = entry.id, fault))?;
        }
    }
    let [faults, warnings, todo] = counts;
    let found: Vec<String> = [
        (faults, trn!(faults; "{faults} fault", "{faults} faults", faults)),
        (warnings, trn!(warnings; "{warnings} warning", "{warnings} warnings", warnings)),
        (todo, trn!(todo; "{todo} thing to do", "{todo} things to do", todo)),
    ]
    .into_iter()
    .filter(|(count, _)| 0 < *count)
    .map(|(_, said)| said)
    .collect();
    let id = page.ink(Ink::Bold, &entry.id);
    let summary = match (bad, found.is_empty()) {
        (true, _) => format!("{} {}", page.ink(Ink::Red, tr!("not fit:")), found.join(", ")),
        (false, true) => tr!("{ink} nothing to complain of", ink = page.ink(Ink::Green, tr!("well:"))),
        (false, false) => {
            tr!("{ink} no fault; {found}", ink = page.ink(Ink::Green, tr!("well:")), found = found.join(", "))
        }
    };
    let what = loaded.scenario.as_ref().map(contents).unwrap_or_default();
    page.line(&format!("{id}: {summary}{what}"))?;
    Ok(())
}

/// What makes no sense in the overlay files of a scenario, and is shown in English.
pub fn overlay_faults(found: &[Found]) -> Vec<String> {
    let faults = |file: &Found| match file.bytes.as_ref().map(|bytes| std::str::from_utf8(bytes)) {
        Ok(Ok(text)) => {
            po::read(text).faults.into_iter().map(|(line, why)| format!("{}:{line}: {why}", file.name)).collect()
        }
        Ok(Err(_)) => vec![format!("{}: {}", file.name, tr!("it is not UTF-8 text"))],
        Err(why) => vec![format!("{}: {why}", file.name)],
    };
    found.iter().flat_map(faults).collect()
}

/// What there is in a scenario, in figures.
fn contents(scenario: &Scenario) -> String {
    let status = match scenario.status {
        Status::Draft => tr!("draft"),
        Status::Published => tr!("published"),
    };
    let of = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
    let parts = [
        counted(of(scenario.turns.len()), "turns"),
        counted(of(scenario.moves.len()), "moves"),
        counted(of(scenario.lines.len()), "red lines"),
        counted(of(scenario.terms.len()), "terms"),
        counted(of(scenario.endings.len()), "endings"),
        counted(of(scenario.aims.len()), "aims"),
    ];
    format!(" ({status}: {})", parts.join(", "))
}

/// What is shown of a diagnostic or a warning.
pub struct Told<'a> {
    /// How bad it is, as it is headed.
    pub shade: Level<'a>,
    /// The code.
    pub code: &'a str,
    /// Where.
    pub place: &'a scenario::source::Place,
    /// The data path.
    pub path: &'a str,
    /// What was found.
    pub message: &'a str,
    /// How to mend it.
    pub help: Option<&'a str>,
}

impl<'a> Told<'a> {
    fn of(diagnostic: &'a Diagnostic) -> Self {
        Self {
            shade: match diagnostic.severity {
                Severity::Error => Level::ERROR.with_name(Some(diagnostic.severity.said())),
                Severity::Warning => Level::WARNING.with_name(Some(diagnostic.severity.said())),
                Severity::ToDo => Level::NOTE.with_name(Some(diagnostic.severity.said())),
            },
            code: diagnostic.code,
            place: &diagnostic.place,
            path: &diagnostic.path,
            message: &diagnostic.message,
            help: diagnostic.help.as_deref(),
        }
    }
}

/// What is told, with the line it speaks of.
pub fn render(page: &Page, entry: &Entry, loaded: &Loaded, told: &Told<'_>) -> String {
    let level = &told.shade;
    let place = told.place;
    let path = match &entry.place {
        Place::Folder(folder) => folder.join(&place.file).display().to_string(),
        Place::Inside(_) => format!("{}/{}", entry.id, place.file),
        Place::Pack(pack) => format!("{}:{}", pack.display(), place.file),
    };
    // Ids and names are a stranger's, and stand in all of these.
    let [path, shown_at, message, help] =
        [path.as_str(), told.path, told.message, told.help.unwrap_or_default()].map(|text| visible(text).into_owned());
    let mut group = level
        .clone()
        .primary_title(message.as_str())
        .id(told.code)
        .elements(std::iter::empty::<annotate_snippets::Element<'_>>());
    let mut column = place.column;
    let source = loaded.sources.files.iter().find(|file| file.name == place.file);
    if let Some(file) = source {
        let end = place.end.min(file.text.len());
        let start = place.start.min(end);
        // A long passage is shown by its first line.
        let first_line = file.text.get(start..end).and_then(|text| text.find('\n')).map_or(end, |at| start + at);
        let shown = window(&file.text, start);
        let label = if shown_at.is_empty() { None } else { Some(shown_at.as_str()) };
        let text = file.text.get(shown.clone()).unwrap_or("");
        let at = start - shown.start;
        group = group.element(Snippet::source(text).line_start(place.line).path(path.as_str()).annotation(
            AnnotationKind::Primary.span(at..first_line.clamp(start, shown.end) - shown.start).label(label),
        ));
        // The column is counted in what is shown, which may begin inside the line.
        column = text.get(..at).map_or(0, |before| before.chars().count()) + 1;
    } else {
        group = group.element(Level::NOTE.with_name(Some(tr!("note"))).message(tr!("in {path}", path)));
    }
    if told.help.is_some() {
        group = group.element(Level::HELP.with_name(Some(tr!("help"))).message(help.as_str()));
    }
    let renderer = if page.colour { Renderer::styled() } else { Renderer::plain() };
    let rendered = renderer.decor_style(DecorStyle::Ascii).term_width(page.width).render(&[group]);
    let (shown, right) = [column, place.column].map(|column| format!("{path}:{}:{column}", place.line)).into();
    if shown == right { rendered } else { rendered.replacen(&shown, &right, 1) }
}

/// How much of a line is shown before and after a place, in bytes.
const REACH: usize = 1_000;

/// The line of a place; of a long one, what stands near the place. Whoever lays it out need not read the whole file.
fn window(text: &str, at: usize) -> Range<usize> {
    let begins = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let ends = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let begins = text.ceil_char_boundary(begins.max(at.saturating_sub(REACH)));
    begins..text.floor_char_boundary(ends.min(at.saturating_add(REACH)))
}

fn json(entry: &Entry, loaded: &Loaded, bad: bool) -> serde_json::Value {
    let diagnostics: Vec<serde_json::Value> = loaded
        .diagnostics
        .iter()
        .map(|one| {
            serde_json::json!({
                "severity": one.severity.word(),
                "code": one.code,
                "file": one.place.file,
                "line": one.place.line,
                "column": one.place.column,
                "start": one.place.start,
                "end": one.place.end,
                "path": one.path,
                "message": one.message,
                "found": one.found,
                "expected": one.expected,
                "help": one.help,
            })
        })
        .collect();
    serde_json::json!({
        "id": entry.id,
        "place": entry.place.to_string(),
        "ok": !bad,
        "playable": loaded.scenario.is_some(),
        "status": loaded.scenario.as_ref().map(|scenario| format!("{:?}", scenario.status)),
        "fingerprint": loaded.scenario.as_ref().map(|scenario| scenario.fingerprint.clone()),
        "diagnostics": diagnostics,
    })
}
