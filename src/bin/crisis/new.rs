//! Starts a scenario of one's own from a commented example.

use std::fs;

use anyhow::{Context as _, bail};
use brinkmanship::{
    language::po::{hidden, visible},
    scenario::{
        files::{Found, write_safely},
        load,
    },
};

use crate::{
    CLEAN,
    args::NewArgs,
    deliver::quoted,
    page::Page,
    shared::{
        bundled::BUNDLED,
        library::Library,
        starter::{Base, begin, fits},
    },
};

/// What to begin with, and the title where one is given or the files are a copy.
fn base(library: &Library, args: &NewArgs) -> anyhow::Result<(Base, Option<String>)> {
    let title = args.title.clone();
    Ok(match (&args.from, args.blank) {
        (Some(from), _) => {
            let entry = library.one(from)?;
            let files = entry.files()?;
            let copied = || load(&entry.id, &files).scenario.map(|it| tr!("{title} (a copy)", title = it.title));
            let title = title.or_else(copied);
            (Base::Copy(entry.clone()), title)
        }
        (None, true) => (Base::Blank, title),
        (None, false) => (Base::Starter, title),
    })
}

/// Starts a scenario.
///
/// # Errors
/// The id has the wrong shape or comes with the program, the folder is there already, or it cannot be written to.
pub fn run(page: &mut Page, library: &Library, args: &NewArgs) -> anyhow::Result<u8> {
    let id = &args.id;
    if !fits(id) {
        bail!(
            "{}",
            tr!(
                "`{id}` cannot be an id: it is made of at most 64 lower-case letters, digits and hyphens, such as `harbour-crisis`, and is no name that a system keeps for itself, such as `con`",
                id
            )
        );
    }
    if let Some(title) = args.title.as_deref().filter(|title| title.chars().any(hidden) || title.trim().is_empty()) {
        bail!(
            "{}",
            tr!(
                "\"{title}\" cannot be a title: a title is not empty, and every character of it can be seen",
                title = visible(title)
            )
        );
    }
    if BUNDLED.iter().any(|(bundled, _)| bundled == id) {
        bail!(
            "{}",
            tr!(
                "`{id}` comes with the program, and a scenario of one's own needs an id of its own; choose another",
                id
            )
        );
    }
    let folder = args.dir.join(id);
    if folder.exists() {
        bail!("{}", tr!("{folder} is there already; choose another id, or another --dir", folder = folder.display()));
    }
    let (base, title) = base(library, args)?;
    let files = begin(&base, title.as_deref())?;
    fs::create_dir_all(&folder)
        .with_context(|| tr!("the folder {folder} cannot be made", folder = folder.display()))?;
    for Found { name, bytes } in &files {
        let path = folder.join(name);
        let bytes = bytes.as_ref().map_err(|why| anyhow::anyhow!("{name}: {why}"))?;
        write_safely(&path, bytes).with_context(|| tr!("{path} cannot be written", path = path.display()))?;
    }
    let shown = if args.dir.as_os_str() == "." { format!("./{id}") } else { folder.display().to_string() };
    page.line(&trn!(
        files.len();
        "A scenario to change stands in {shown}, in one file.",
        "A scenario to change stands in {shown}: {count} files.",
        shown,
        count = files.len()
    ))?;
    page.gap()?;
    let shown = quoted(std::path::Path::new(&shown));
    page.line(&tr!("  crisis check {shown}     what is wrong with it", shown))?;
    page.line(&tr!("  crisis play {shown}      play it", shown))?;
    page.line(&tr!("  crisis survey {shown}    play it ten thousand times and count", shown))?;
    Ok(CLEAN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{colour::Colour, shared::starter::STARTER};
    use brinkmanship::{
        scenario::{files::Found, model::Status},
        survey::check_play,
        transcript::fit,
    };

    #[test]
    fn the_example_checks_clean_and_every_file_of_it_is_given() {
        let found: Vec<Found> = STARTER
            .iter()
            .map(|(name, text)| Found { name: (*name).to_owned(), bytes: Ok(text.as_bytes().to_vec()) })
            .collect();
        let mut loaded = fit::load("starter", &found);
        check_play(&mut loaded);
        let faults: Vec<String> = loaded.diagnostics.iter().map(ToString::to_string).collect();
        assert!(faults.is_empty(), "{}", faults.join("\n"));
        let status = loaded.scenario.map(|scenario| scenario.status);
        assert_eq!(status, Some(Status::Draft), "what somebody begins is a draft");
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/bin/crisis/starter");
        let there = brinkmanship::scenario::files::read_folder(&folder).unwrap_or_default().len();
        assert_eq!(there, STARTER.len(), "list every file of the example");
    }

    #[test]
    fn an_id_that_comes_with_the_program_is_refused() {
        let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("target/never-made");
        for (id, _) in BUNDLED {
            let args = NewArgs { id: (*id).to_owned(), dir: dir.clone(), from: None, blank: false, title: None };
            let told =
                run(&mut Page::stdout(Colour::Never), &Library::new(None), &args).map_err(|error| error.to_string());
            assert!(told.as_ref().is_err_and(|told| told.contains("comes with the program")), "{id}: {told:?}");
            assert!(!dir.join(id).exists(), "{id}: nothing is written");
        }
    }
}
