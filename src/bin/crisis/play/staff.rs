//! What the staff reckons, on the page of a terminal: asked for, in three bands or in numbers; and own forecasts.

use brinkmanship::{
    report::{
        staff::{StaffRow, StaffSheet},
        words,
    },
    transcript::Forecast,
};

use super::desk::Hand;
use crate::{colour::Ink, page::Page};

/// What is wanted of the staff.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// In numbers rather than in bands.
    pub numbers: bool,
    /// From more imagined crises.
    pub more: bool,
    /// Of one move alone, by its number.
    pub only: Option<usize>,
}

/// What was typed after `staff`; none where it means nothing.
#[must_use]
pub fn wanted(text: &str) -> Option<Wanted> {
    let mut wanted = Wanted::default();
    for word in text.split_whitespace() {
        match word.to_lowercase().as_str() {
            "numbers" | "figures" | "number" => wanted.numbers = true,
            "more" | "closer" => wanted.more = true,
            other => wanted.only = Some(other.parse().ok()?),
        }
    }
    Some(wanted)
}

/// Shows what the staff reckons.
///
/// # Errors
/// Standard output cannot be written to.
pub fn show(page: &mut Page, hand: &Hand<'_>, sheet: &StaffSheet, wanted: Wanted) -> anyhow::Result<()> {
    let one = wanted.only.and_then(|number| hand.act(number));
    if wanted.only.is_some() && one.is_none() {
        page.para(2, &tr!("Name a move by its number, from 1 to {numbers}.", numbers = hand.numbers()))?;
        return Ok(());
    }
    page.gap()?;
    for said in &sheet.assumed {
        let said = page.ink(Ink::Faint, said);
        page.para(2, &said)?;
    }
    page.gap()?;
    let number = |row: &StaffRow| row.act.and_then(|act| hand.number(act));
    let mut rows: Vec<&StaffRow> = sheet.rows.iter().filter(|row| one.is_none() || row.act == one).collect();
    rows.sort_by_key(|row| number(row));
    for row in rows {
        let number = number(row);
        let label = number.map_or_else(|| "  -".to_owned(), |number| format!("{number:>3}"));
        let label = page.ink(Ink::Cyan, &label);
        let told = if wanted.numbers { &row.numbers } else { &row.words };
        page.hang(&label, 0, 5, &format!("{}: {told}.", words::bare(&row.title)))?;
        if wanted.numbers && one.is_some() {
            page.para(5, &row.endings)?;
        }
    }
    Ok(())
}

/// The forecast that was typed; none where it is none.
#[must_use]
pub fn forecast(text: &str) -> Option<Forecast> {
    let parts: Option<Vec<u8>> =
        text.split([' ', ',', '/']).filter(|part| !part.is_empty()).map(|part| part.parse().ok()).collect();
    match parts?[..] {
        [agreed, war] => Forecast::of(agreed, war),
        _ => None,
    }
}
