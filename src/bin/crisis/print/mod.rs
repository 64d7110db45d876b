//! The pack for rooms without devices, as one PDF: role sheets, order forms, red-line cards, map, ladder and the
//! teacher's answer sheet.

mod answers;
mod pack;
mod paper;
mod wall;

use anyhow::{Context as _, bail};
use brinkmanship::scenario::{files::write_safely, model::CutId};

use crate::{
    CLEAN,
    args::PrintArgs,
    page::Page,
    shared::library::{Library, Names},
};

/// Writes the pack.
///
/// # Errors
/// The scenario or the cut cannot be found, or the file cannot be written.
pub fn run(page: &mut Page, library: &Library, args: &PrintArgs) -> anyhow::Result<u8> {
    let scenario = library.one(&args.scenario)?.named(Names::of(args.twin))?;
    let cut = match &args.cut {
        Some(id) => match scenario.cuts.iter().position(|cut| cut.id == *id) {
            Some(at) => Some(CutId::new(at)),
            None => {
                let all: Vec<&str> = scenario.cuts.iter().map(|cut| cut.id.as_str()).collect();
                bail!("{}", tr!("there is no cut `{id}`; there are: {all}", id, all = all.join(", ")));
            }
        },
        None => None,
    };
    let written = pack::pack(&scenario, cut)?;
    let path = args.out.display();
    if args.out.exists() && !args.overwrite {
        bail!("{}", tr!("{path} is there already; --overwrite replaces it", path));
    }
    write_safely(&args.out, &written.bytes).with_context(|| tr!("{path} cannot be written", path))?;
    page.line(&trn!(written.pages; "{path}: {count} page", "{path}: {count} pages", path, count = written.pages))?;
    Ok(CLEAN)
}
