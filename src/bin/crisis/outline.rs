//! Turns GeoJSON into the map of a scenario, and hands the format to the tools of others.

use anyhow::{Context as _, bail};
use brinkmanship::scenario::{
    export::{json_schema, rust_types},
    files::read_bounded,
    outline::{self, BYTES},
};

use crate::{
    CLEAN,
    args::{OutlineArgs, SchemaArgs, SchemaFormat},
    page::Page,
};

/// Prints an outline as the text of a `map.ron`.
///
/// # Errors
/// The file cannot be read or holds no outline, or standard output cannot be written to.
pub fn run(page: &mut Page, args: &OutlineArgs) -> anyhow::Result<u8> {
    let path = args.file.display();
    let most = u64::try_from(BYTES).unwrap_or(u64::MAX);
    let bytes = read_bounded(&args.file, most).with_context(|| tr!("{path} cannot be read", path))?;
    let made = match outline::outline(&bytes, usize::from(args.points)) {
        Ok(made) => made,
        Err(error) => bail!("{path}: {error}"),
    };
    page.raw(&made.written())?;
    let kept: usize = made.items.iter().map(|shape| shape.points.len()).sum();
    crate::shared::aside!(
        "{}",
        tr!(
            "{shapes} lines and areas; {kept} of {points} points kept; {left_out} holes, places and small shapes left out",
            shapes = made.items.len(),
            kept,
            points = made.points,
            left_out = made.left_out
        )
    );
    Ok(CLEAN)
}

/// Prints the format for other tools.
///
/// # Errors
/// Standard output cannot be written to.
pub fn schema(page: &mut Page, args: &SchemaArgs) -> anyhow::Result<u8> {
    page.raw(&match args.format {
        SchemaFormat::Json => json_schema(),
        SchemaFormat::Rust => rust_types(),
    })?;
    Ok(CLEAN)
}
