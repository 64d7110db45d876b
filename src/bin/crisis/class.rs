//! The debrief of a class from saved crises, and many classes pooled.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, bail};
use brinkmanship::{
    report::{
        class::{self, ClassExport, ClassGroup, ClassReport, FORMAT, GroupNotes},
        table::MapSheet,
        words,
    },
    scenario::files::{read_bounded, write_safely},
    transcript::{Course, Transcript, replay},
};

use crate::{
    CLEAN,
    args::{ClassArgs, ClassFormat, PoolArgs, PoolFormat},
    course,
    deliver::{To, deliver},
    page::Page,
    shared::{
        library::{Library, Names},
        picture,
    },
};

/// The most bytes of notes or of an export that are read.
const MOST_BYTES: u64 = 64 << 20;

/// Writes the debrief of a class.
///
/// # Errors
/// The scenario, a saved crisis or the notes cannot be read or do not belong together, or a page cannot be written.
pub fn run(page: &mut Page, library: &Library, args: &ClassArgs) -> anyhow::Result<u8> {
    let saved: Vec<(String, Transcript)> = args
        .files
        .iter()
        .map(|path| {
            let name = path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
            Ok((name, course::read(path)?))
        })
        .collect::<anyhow::Result<_>>()?;
    let twin = saved.iter().any(|(_, transcript)| transcript.twin);
    let scenario = library.one(&args.scenario)?.named(Names::of(args.twin || twin))?;
    let mut notes: Vec<GroupNotes> = match &args.notes {
        Some(path) => read_json(path)?,
        None => Vec::new(),
    };
    let mut courses: Vec<Course<'_>> = Vec::with_capacity(saved.len());
    for ((_, transcript), path) in saved.iter().zip(&args.files) {
        if transcript.scenario != scenario.id {
            bail!(
                "{}",
                tr!(
                    "{path} is of `{found}`; a crisis of `{expected}` is expected",
                    path = path.display(),
                    found = transcript.scenario,
                    expected = scenario.id
                )
            );
        }
        let replayed = replay(&scenario, transcript)?;
        if let Some(parted) = &replayed.divergence {
            let why = words::divergence(&scenario, parted);
            crate::shared::aside!(
                "{}",
                tr!("note: {path} no longer comes out as it was saved: {why}", path = path.display(), why)
            );
        }
        courses.push(replayed.course);
    }
    let groups = saved.iter().zip(&courses).enumerate().map(|(at, ((name, transcript), course))| {
        let player = |at: usize| transcript.players.get(at).map_or("", String::as_str);
        // Notes belong to a group by its name; what is not named stands in the order of the files.
        let found = notes.iter().position(|one| one.name == *name);
        let own = match found {
            Some(found) => std::mem::take(&mut notes[found]),
            None => GroupNotes { name: name.clone(), ..GroupNotes::default() },
        };
        ClassGroup { course, players: [player(0), player(1)], notes: own, map: map(course, at) }
    });
    let groups: Vec<ClassGroup<'_, '_>> = groups.collect();
    for left in notes.iter().filter(|one| !one.name.is_empty()) {
        crate::shared::aside!("{}", tr!("note: there is no saved crisis of the group `{name}`", name = left.name));
    }
    let report = ClassReport::of(&scenario, groups);
    if let Some(folder) = &args.folder {
        return whole(&report, folder, args.overwrite);
    }
    let written = match args.format {
        ClassFormat::Html => class::page(&report),
        ClassFormat::Json => serde_json::to_string_pretty(&class::export(&report))? + "\n",
    };
    deliver(
        page,
        To { out: args.out.as_deref(), overwrite: args.overwrite },
        &written,
        |path| tr!("{path} is there already, and is no debrief of this class; --overwrite replaces it", path),
        |path| tr!("The debrief of the class is in {path}", path),
    )?;
    Ok(CLEAN)
}

/// The map where a course stopped, its first theatres.
fn map(course: &Course<'_>, place: usize) -> Option<String> {
    picture::of_group(&MapSheet::of_truth(course.scenario, &course.crisis, &course.record)?, place)
}

/// Everything of a class in one folder: its page, one for each group and pupil, the export, its tables, and the key apart.
fn whole(report: &ClassReport, folder: &Path, overwrite: bool) -> anyhow::Result<u8> {
    let named = folder.display();
    if !overwrite && folder.read_dir().is_ok_and(|mut found| found.next().is_some()) {
        bail!("{}", tr!("{named} holds files already; --overwrite writes over them", named));
    }
    let key = folder.join("key");
    fs::create_dir_all(&key).with_context(|| tr!("{named} cannot be made", named))?;
    let write = |path: PathBuf, text: &str| {
        write_safely(&path, text.as_bytes()).with_context(|| tr!("{path} cannot be written", path = path.display()))
    };
    write(folder.join("class.html"), &class::page(report))?;
    let mut pupils = 0_usize;
    for (at, group) in report.groups.iter().enumerate() {
        write(folder.join(format!("group-{}.html", at + 1)), &class::group_page(report, group))?;
        for (number, pupil) in group.notes.pupils.iter().enumerate() {
            write(
                key.join(format!("pupil-{}-{:02}.html", at + 1, number + 1)),
                &class::pupil_page(report, group, pupil),
            )?;
            pupils += 1;
        }
    }
    let export = class::export(report);
    write(folder.join("class.json"), &(serde_json::to_string_pretty(&export)? + "\n"))?;
    for (name, table) in class::tables(&export) {
        write(folder.join(name), &table)?;
    }
    write(key.join("key.csv"), &class::key_table(report))?;
    crate::shared::aside!(
        "{}",
        tr!(
            "The class is in {named}: class.html, a page for each of {groups} groups, class.json and its tables under pseudonyms; in its folder “key”, to be kept apart, who they are and the pages of {pupils} pupils",
            named,
            groups = report.groups.len(),
            pupils
        )
    );
    Ok(CLEAN)
}

fn read_json<T: serde::de::DeserializeOwned>(path: &Path) -> anyhow::Result<T> {
    let named = path.display();
    let bytes = read_bounded(path, MOST_BYTES).with_context(|| tr!("{path} cannot be read", path = named))?;
    serde_json::from_slice(&bytes).with_context(|| tr!("{named} is not what was expected", named))
}

/// Pools the exports of classes.
///
/// # Errors
/// A file cannot be read or is no export, or the table cannot be written.
pub fn pool(page: &mut Page, args: &PoolArgs) -> anyhow::Result<u8> {
    let mut exports: Vec<ClassExport> = Vec::with_capacity(args.files.len());
    for path in &args.files {
        let export: ClassExport = read_json(path)?;
        if export.format != FORMAT {
            bail!(
                "{}",
                tr!(
                    "{path} has the format “{found}”, and this program pools “{expected}”",
                    path = path.display(),
                    found = export.format,
                    expected = FORMAT
                )
            );
        }
        if exports.contains(&export) {
            bail!(
                "{}",
                tr!("{path} holds a class that was named before, and would count twice", path = path.display())
            );
        }
        exports.push(export);
    }
    let pooled = class::pool(&exports);
    let written = match args.format {
        PoolFormat::Text => class::pool_text(&pooled),
        PoolFormat::Csv => class::pool_csv(&pooled),
        PoolFormat::Json => serde_json::to_string_pretty(&pooled)? + "\n",
    };
    deliver(
        page,
        To { out: args.out.as_deref(), overwrite: args.overwrite },
        &written,
        |path| tr!("{path} is there already, and is no such table; --overwrite replaces it", path),
        |path| tr!("The table is in {path}", path),
    )?;
    Ok(CLEAN)
}
