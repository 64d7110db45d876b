//! Packs a scenario into one file, opens a pack, and writes what is in one into a folder. Nothing in a pack is run.

use std::{fs, path::PathBuf};

use anyhow::{Context as _, bail};
use brinkmanship::{
    language::po::visible,
    report::card::card,
    scenario::{
        Severity,
        files::{Found, read_all_overlays, write_safely},
        model::Status,
        pack::ENDING,
    },
    survey::{check_play, check_reach},
    transcript::fit,
};

use crate::{
    CLEAN, FAULTS,
    args::{OpenArgs, PackArgs, UnpackArgs},
    check::overlay_faults,
    deliver::quoted,
    page::Page,
    shared::{
        bundled::OVERLAYS,
        library::{Entry, Library, Place, opened},
    },
};

/// Packs a scenario.
///
/// # Errors
/// It has faults, holds a file that a pack may not hold, or the pack cannot be written.
pub fn pack(page: &mut Page, library: &Library, args: &PackArgs) -> anyhow::Result<u8> {
    let entry = library.one(&args.scenario)?;
    let overlays = match &entry.place {
        Place::Folder(folder) => read_all_overlays(folder),
        Place::Inside(_) => inside(&entry),
        Place::Pack(path) => bail!("{}", tr!("{path} is a pack already", path = path.display())),
    };
    let bytes = fit::pack(&entry.id, &entry.files()?, &overlays)
        .with_context(|| tr!("`{id}` cannot be packed; `crisis check` says more of faults", id = entry.id))?;
    let out = args.out.clone().unwrap_or_else(|| PathBuf::from(format!("{}.{ENDING}", entry.id)));
    if out.exists() {
        bail!("{}", tr!("{path} is there already; choose another --out", path = out.display()));
    }
    write_safely(&out, &bytes).with_context(|| tr!("{path} cannot be written", path = out.display()))?;
    let scenario = entry.scenario()?;
    page.line(&tr!(
        "{title} is packed in {path}: {bytes} bytes",
        title = scenario.title,
        path = out.display(),
        bytes = bytes.len()
    ))?;
    page.line(&tr!("Fingerprint {fingerprint}", fingerprint = scenario.fingerprint))?;
    if scenario.status == Status::Draft {
        let todo = entry.load()?.diagnostics.iter().filter(|one| one.severity == Severity::ToDo).count();
        let text = match todo {
            0 => tr!("This is a draft, and whoever opens it is told so; nothing is left to do, and `status: Published` says that it is finished.").to_owned(),
            _ => trn!(
                todo;
                "This is a draft with {todo} thing still to do, and whoever opens it is told so.",
                "This is a draft with {todo} things still to do, and whoever opens it is told so.",
                todo
            ),
        };
        page.para(0, &text)?;
        if scenario.card.as_ref().is_none_or(|card| card.licence.is_empty()) {
            page.para(0, tr!("It has no licence: nobody else may copy it or build on it, unless you say so to them."))?;
        }
    }
    Ok(CLEAN)
}

/// The translations that come with the program, named as in a pack.
fn inside(entry: &Entry) -> Vec<Found> {
    let of = OVERLAYS.iter().filter(|(id, ..)| *id == entry.id);
    let mut found: Vec<Found> = of
        .flat_map(|(_, language, files)| files.iter().map(move |file| (language, file)))
        .map(|(language, (name, text))| Found {
            name: format!("{language}/{name}"),
            bytes: Ok(text.as_bytes().to_vec()),
        })
        .collect();
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

/// Opens a pack: says whether it is sound, what was found in it, and shows its card.
///
/// # Errors
/// The file cannot be read, or standard output cannot be written to.
pub fn open(page: &mut Page, library: &Library, args: &OpenArgs) -> anyhow::Result<u8> {
    let pack = match opened(&args.file)? {
        Ok(pack) => pack,
        Err(error) => {
            page.line(&tr!("{path} is not opened: {error}", path = args.file.display(), error))?;
            return Ok(FAULTS);
        }
    };
    let (files, overlays) = (pack.files.len(), pack.overlays.len());
    page.line(&if overlays == 0 {
        trn!(files; "The seal fits: {files} file, unaltered.", "The seal fits: {files} files, none of them altered.", files)
    } else {
        let translated = trn!(overlays; "{overlays} file of a translation", "{overlays} files of translations", overlays);
        trn!(
            files;
            "The seal fits: {files} file and {translated}, none of them altered.",
            "The seal fits: {files} files and {translated}, none of them altered.",
            files,
            translated
        )
    })?;
    let entry = Entry { id: pack.id.clone(), place: Place::Pack(args.file.clone()) };
    let mut loaded = entry.load()?;
    check_play(&mut loaded);
    check_reach(&mut loaded);
    let count = |severity| loaded.diagnostics.iter().filter(|one| one.severity == severity).count();
    let (errors, others) = (count(Severity::Error), loaded.diagnostics.len() - count(Severity::Error));
    let Some(scenario) = &loaded.scenario else {
        page.line(&trn!(
            errors;
            "It has {errors} fault and cannot be played; `crisis check` shows where:",
            "It has {errors} faults and cannot be played; `crisis check` shows where:",
            errors
        ))?;
        for diagnostic in &loaded.diagnostics {
            page.line(&visible(&format!("  {diagnostic}")))?;
        }
        return Ok(FAULTS);
    };
    page.line(&if others == 0 {
        tr!("It was checked: no fault, and nothing to remark.").to_owned()
    } else {
        trn!(
            others;
            "It was checked: no fault, and {others} remark for its author.",
            "It was checked: no fault, and {others} remarks for its author.",
            others
        )
    })?;
    for fault in overlay_faults(&pack.overlays) {
        page.line(&tr!("  a translation: {fault}", fault))?;
    }
    page.gap()?;
    page.line(&format!("{} ({})", scenario.title, pack.id))?;
    if !scenario.subtitle.is_empty() {
        page.para(2, &scenario.subtitle)?;
    }
    page.para(2, &scenario.summary)?;
    if !scenario.content_note.is_empty() {
        page.para(2, &scenario.content_note)?;
    }
    page.gap()?;
    for (label, text) in card(scenario) {
        page.para(2, &format!("{label}: {text}"))?;
    }
    page.para(2, &tr!("Fingerprint: {fingerprint}", fingerprint = scenario.fingerprint))?;
    let known = library.all()?.into_iter().find(|known| known.id == pack.id && known.place != entry.place);
    if let Some(known) = known {
        let same = known.load()?.scenario.is_some_and(|one| one.fingerprint == scenario.fingerprint);
        let how = if same {
            tr!("with the same fingerprint")
        } else {
            tr!("with another fingerprint: they are not the same")
        };
        page.para(
            2,
            &tr!("A scenario `{id}` is known already ({place}), {how}.", id = known.id, place = known.place, how),
        )?;
    }
    Ok(CLEAN)
}

/// Writes what is in a pack into a folder.
///
/// # Errors
/// It is no sound pack, the folder is there already, or it cannot be written to.
pub fn unpack(page: &mut Page, args: &UnpackArgs) -> anyhow::Result<u8> {
    let pack = opened(&args.file)?.with_context(|| tr!("{path} is not opened", path = args.file.display()))?;
    let folder = args.dir.join(&pack.id);
    if fs::symlink_metadata(&folder).is_ok() {
        bail!("{}", tr!("{folder} is there already; choose another --dir", folder = folder.display()));
    }
    for Found { name, bytes } in pack.files.iter().chain(&pack.overlays) {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).with_context(|| tr!("{folder} cannot be made", folder = parent.display()))?;
        }
        let bytes = bytes.as_ref().map_err(|why| anyhow::anyhow!("{name}: {why}"))?;
        write_safely(&path, bytes).with_context(|| tr!("{path} cannot be written", path = path.display()))?;
    }
    let count = pack.files.len() + pack.overlays.len();
    let shown = folder.display();
    page.line(&trn!(count; "{count} file stands in {shown}", "{count} files stand in {shown}", count, shown))?;
    let loaded = fit::load(&pack.id, &pack.files);
    let errors = loaded.diagnostics.iter().filter(|one| one.severity == Severity::Error).count();
    if errors == 0 {
        page.line(tr!("It was checked, and can be played."))?;
        return Ok(CLEAN);
    }
    let shown = quoted(&folder);
    page.line(&trn!(
        errors;
        "It has {errors} fault and cannot be played; `crisis check {shown}` shows where.",
        "It has {errors} faults and cannot be played; `crisis check {shown}` shows where.",
        errors,
        shown
    ))?;
    Ok(FAULTS)
}
