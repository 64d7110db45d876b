//! Lays out the files of scenarios, and loses no comment.

use anyhow::{Context as _, bail};
use brinkmanship::scenario::{files::write_safely, layout::laid_out, model::limits};

use crate::{
    CLEAN, FAULTS,
    args::FmtArgs,
    page::Page,
    shared::library::{Library, Place},
};

/// The text of a file and the same laid out, with its line ends as they are; nothing where it is not whole or not RON.
fn read(bytes: Result<Vec<u8>, String>) -> Option<(String, String)> {
    // Of a file that is too large no more than the limit was read.
    let bytes = bytes.ok().filter(|bytes| u64::try_from(bytes.len()).is_ok_and(|size| size <= limits::FILE_BYTES))?;
    let text = String::from_utf8(bytes).ok()?;
    let laid = laid_out(&text)?;
    let laid = if text.contains("\r\n") { laid.replace("\r\n", "\n").replace('\n', "\r\n") } else { laid };
    Some((text, laid))
}

/// Lays out scenarios, or says which files it would change.
///
/// # Errors
/// A scenario is not in a folder, or a file cannot be read or written.
pub fn run(page: &mut Page, library: &Library, args: &FmtArgs) -> anyhow::Result<u8> {
    let (mut looked_at, mut changed, mut broken) = (0_u32, 0_u32, 0_u32);
    for what in &args.what {
        for entry in library.several(what)? {
            let Place::Folder(folder) = &entry.place else {
                bail!(
                    "{}",
                    tr!("`{id}` is inside the program or in a pack; name a folder, such as ./my-crisis", id = entry.id)
                );
            };
            for file in entry.files()? {
                let path = folder.join(&file.name);
                looked_at += 1;
                let Some((text, laid)) = read(file.bytes) else {
                    crate::shared::aside!(
                        "{}",
                        tr!(
                            "{path}: cannot be read, and was left as it is; `crisis check` says why",
                            path = path.display()
                        )
                    );
                    broken += 1;
                    continue;
                };
                if laid == text {
                    continue;
                }
                changed += 1;
                if args.check {
                    page.line(&tr!("{path} is not laid out", path = path.display()))?;
                } else if std::fs::metadata(&path).is_ok_and(|found| found.permissions().readonly()) {
                    crate::shared::aside!(
                        "{}",
                        tr!("{path} may only be read, and was left as it is", path = path.display())
                    );
                    (changed, broken) = (changed - 1, broken + 1);
                } else {
                    write_safely(&path, laid.as_bytes())
                        .with_context(|| tr!("{path} cannot be written", path = path.display()))?;
                    page.line(&format!("{}", path.display()))?;
                }
            }
        }
    }
    let files = |count: u32| trn!(count; "{count} file", "{count} files", count);
    let changed_files = if changed == 0 { tr!("nothing").to_owned() } else { files(changed) };
    let (all, some) = (files(looked_at), changed_files);
    page.line(&if args.check {
        tr!("{all}: {some} to lay out", all, some)
    } else {
        tr!("{all}: {some} laid out", all, some)
    })?;
    Ok(if 0 < broken || (args.check && 0 < changed) { FAULTS } else { CLEAN })
}
