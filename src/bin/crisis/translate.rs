//! Writes the overlay files of translations and brings them up to date.

use std::{collections::BTreeMap, fs, path::PathBuf};

use anyhow::{Context as _, bail};
use brinkmanship::{
    language::{Catalogue, Merged, Wanted, merge, po},
    scenario::{
        files::{read_bounded, write_safely},
        readable,
        translation::Way,
    },
};

use crate::{
    CLEAN, FAULTS,
    args::TranslateArgs,
    page::Page,
    shared::library::{Library, Place},
};

/// An overlay file is no larger than this.
const MOST: u64 = 8 << 20;

/// Writes or checks the overlay files.
///
/// # Errors
/// There is no such scenario, it is not fit for play, or a file cannot be read or written.
pub fn run(page: &mut Page, library: &Library, args: &TranslateArgs) -> anyhow::Result<u8> {
    let files = if args.what == "program" { program(args) } else { scenario(library, args)?.into_iter().collect() };
    let forms = Catalogue::new(&args.to).forms();
    let mut all = Counts::default();
    for (path, wanted) in files {
        let text = match read_bounded(&path, MOST) {
            Ok(bytes) => {
                String::from_utf8(bytes).with_context(|| tr!("{path} is not UTF-8 text", path = path.display()))?
            }
            // Nothing is written by a check: what lies in no file is looked for in the program.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && args.check && args.what == "program" => {
                crate::shared::language::text(&args.to).to_owned()
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(error).with_context(|| tr!("{path} cannot be read", path = path.display())),
        };
        let mut old = po::read(&text);
        for (line, why) in &old.faults {
            crate::shared::aside!("{}:{line}: {why}", path.display());
        }
        if !old.faults.is_empty() {
            bail!("{}", tr!("{path} is left as it is: what makes no sense in it would be lost", path = path.display()));
        }
        if old.header.is_empty() {
            old.header = header(&args.to, forms);
        }
        let merged = merge(&old, &wanted, forms);
        all.add(&merged);
        if args.check {
            list(page, &merged)?;
        } else {
            let written = po::written(&merged.file);
            if written != text {
                if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
                    fs::create_dir_all(folder)
                        .with_context(|| tr!("{folder} cannot be made", folder = folder.display()))?;
                }
                write_safely(&path, written.as_bytes())
                    .with_context(|| tr!("{path} cannot be written", path = path.display()))?;
            }
        }
        page.line(&format!("{}: {}", path.display(), Counts::of(&merged).said()))?;
    }
    page.line(&format!("{}: {}", args.to, all.said()))?;
    Ok(if args.check && !all.complete() { FAULTS } else { CLEAN })
}

/// The texts of the program, and the file for them.
fn program(args: &TranslateArgs) -> Vec<(PathBuf, Vec<Wanted>)> {
    let texts = po::read(include_str!("../../../assets/languages/program.pot"));
    let wanted = texts.entries.into_iter().map(|entry| Wanted {
        context: entry.context.unwrap_or_default(),
        id: entry.id,
        plural: entry.plural,
        places: entry.places,
        notes: entry.notes,
        template: true,
        optional: false,
    });
    let path = args.out.clone().unwrap_or_else(|| PathBuf::from(format!("{}.po", args.to)));
    vec![(path, wanted.collect())]
}

/// The texts of a scenario, file by file, and the files for them.
fn scenario(library: &Library, args: &TranslateArgs) -> anyhow::Result<BTreeMap<PathBuf, Vec<Wanted>>> {
    let entry = library.one(&args.what)?;
    let folder = match (&args.out, &entry.place) {
        (Some(out), _) => out.clone(),
        (None, Place::Folder(folder)) => folder.join(&args.to),
        (None, Place::Inside(_) | Place::Pack(_)) => {
            bail!("{}", tr!("`{id}` is inside the program; --out names a folder to write to", id = entry.id))
        }
    };
    let found = entry.files()?;
    let mut texts = readable(&entry.id, &found, false);
    if texts.is_empty() {
        bail!("{}", tr!("the scenario `{id}` cannot be played; `crisis check` says why", id = entry.id));
    }
    let mut files: BTreeMap<PathBuf, Vec<Wanted>> = BTreeMap::new();
    if args.twin {
        let known: Vec<_> = texts.iter().map(|text| (text.context.clone(), text.text.clone())).collect();
        texts.extend(readable(&entry.id, &found, true).into_iter().filter_map(|mut text| {
            let other = !known.contains(&(text.context.clone(), text.text.clone()));
            // They have a file of their own.
            text.place.file = format!("twin/{}", text.place.file);
            other.then_some(text)
        }));
    }
    for text in texts {
        let (file, written) = match text.place.file.strip_prefix("twin/") {
            Some(file) => ("twin-texts.po".to_owned(), file),
            None => (text.place.file.replace(".ron", ".po"), text.place.file.as_str()),
        };
        let notes = match text.way {
            Way::Plain => Vec::new(),
            Way::Counted => vec![tr!("A unit: every form of a plural is wanted.").to_owned()],
            Way::Optional => vec![tr!("A reference: it may stay as it is.").to_owned()],
        };
        let wanted = files.entry(folder.join(file)).or_default();
        let place = format!("{written}:{}", text.place.line);
        // The same text at the same path is translated once.
        if let Some(known) = wanted.iter_mut().find(|known| known.context == text.context && known.id == text.text) {
            known.places.push(place);
            known.places.dedup();
            continue;
        }
        wanted.push(Wanted {
            context: text.context,
            plural: (text.way == Way::Counted).then(|| text.text.clone()),
            id: text.text,
            places: vec![place],
            notes,
            template: false,
            optional: text.way == Way::Optional,
        });
    }
    Ok(files)
}

/// What stands at the top of a new file.
fn header(language: &str, forms: usize) -> String {
    let plural = match forms {
        1 => "Plural-Forms: nplurals=1; plural=0;".to_owned(),
        2 => "Plural-Forms: nplurals=2; plural=n != 1;".to_owned(),
        3 if ["ru", "uk", "be"].contains(&language) => "Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : \
             n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
            .to_owned(),
        forms => format!("X-Plural-Forms: {forms}"),
    };
    format!(
        "Language: {language}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n\
         Content-Transfer-Encoding: 8bit\n{plural}\n"
    )
}

/// Lists what is left to do in a file.
fn list(page: &mut Page, merged: &Merged) -> anyhow::Result<()> {
    let mut tell = |at: &usize, what: &str| -> anyhow::Result<()> {
        if let Some(entry) = merged.file.entries.get(*at) {
            let context = entry.context.as_deref().unwrap_or("");
            let gap = if context.is_empty() { "" } else { " " };
            let place = entry.places.first().map_or("", String::as_str);
            page.line(&format!("{place}: {what}: {context}{gap}\"{}\"", short(&entry.id)))?;
        }
        Ok(())
    };
    merged.missing.iter().try_for_each(|at| tell(at, "missing"))?;
    merged.outdated.iter().try_for_each(|at| tell(at, "outdated"))?;
    for (at, [lost, invented]) in &merged.broken {
        let values = |names: &[String]| names.iter().map(|name| format!("{{{name}}}")).collect::<Vec<_>>().join(" ");
        if !lost.is_empty() {
            tell(at, &tr!("leaves out {values}", values = values(lost)))?;
        }
        if !invented.is_empty() {
            tell(at, &tr!("has no value for {values}", values = values(invented)))?;
        }
    }
    Ok(())
}

/// The beginning of a text.
fn short(text: &str) -> String {
    const MOST: usize = 60;
    let line = text.lines().next().unwrap_or("");
    if line.chars().count() <= MOST { line.to_owned() } else { line.chars().take(MOST).chain(['…']).collect() }
}

/// What is done and what is left.
#[derive(Default)]
struct Counts {
    texts: usize,
    done: usize,
    /// Of those done, the ones that may stay as they are, and do.
    spare: usize,
    missing: usize,
    outdated: usize,
    broken: usize,
    unused: usize,
}

impl Counts {
    fn of(merged: &Merged) -> Self {
        let mut counts = Self::default();
        counts.add(merged);
        counts
    }

    fn add(&mut self, merged: &Merged) {
        self.texts += merged.file.entries.len() - merged.unused;
        self.done += merged.done;
        self.spare += merged.spare;
        self.missing += merged.missing.len();
        self.outdated += merged.outdated.len();
        self.broken += merged.broken.len();
        self.unused += merged.unused;
    }

    const fn complete(&self) -> bool {
        self.missing == 0 && self.outdated == 0 && self.broken == 0
    }

    fn said(&self) -> String {
        let counts = [
            (self.missing, "missing"),
            (self.outdated, "outdated"),
            (self.broken, tr!("with other values than the English")),
            (self.unused, tr!("no longer asked for")),
        ];
        let (done, texts, spare) = (self.done - self.spare, self.texts, self.spare);
        let mut said = tr!("{done} of {texts} translated", done, texts);
        if 0 < spare {
            said.push_str(", ");
            said.push_str(&trn!(spare; "{spare} needs no translation", "{spare} need none", spare));
        }
        for (count, what) in counts.into_iter().filter(|(count, _)| 0 < *count) {
            said.push_str(&format!(", {count} {what}"));
        }
        said
    }
}
