//! Who and what it was made from.

use egui::Ui;

use brinkmanship::language::plain;

use crate::{
    game::Game,
    intent::Intent,
    theme::{READING, space},
};

/// What is said, a heading and paragraphs each. In full it stands in `CREDITS.md`.
const PARTS: &[(&str, &[&str])] = &[
    (
        mark!("The game"),
        &[mark!(
            "Brinkmanship is free software under the MIT licence or the Apache licence 2.0, as you choose. What it was made from, in full and with every licence, stands in CREDITS.md beside its source."
        )],
    ),
    (
        mark!("Three texts it began with"),
        &[
            mark!(
                "Ivan A. Safranchuk, “A Reverse Cuban Missile Crisis: Fading Red Lines”, Russia in Global Affairs 20:4, 2022. A line may be denied in words and respected in deeds."
            ),
            mark!(
                "“Cuban Missile Crisis: Resolution and analysis”, a revision page for pupils. Who won is a question of aims, weighed one by one, at once and in the years after."
            ),
            mark!(
                "A page of questions and answers on the balance of power in the crisis. Deterrence proved delicate, and miscalculation the danger."
            ),
            mark!(
                "Each is one voice, and in a scenario one reading among several. Nothing of their wording is copied."
            ),
        ],
    ),
    (
        mark!("Ideas from scholarship"),
        &[mark!(
            "Herman Kahn’s ladder of escalation (1965); Thomas Schelling’s shared risk (1966); James Fearon’s audience costs (1994); Robert Axelrod’s answering in kind (1984); Melissa O’Neill’s generator of draws (2014)."
        )],
    ),
    (
        mark!("Type"),
        &[
            mark!(
                "Literata, by TypeTogether for Google; IBM Plex, by Mike Abbink and Bold Monday for IBM; Courier Prime, by Alan Dague-Greene for Quote-Unquote Apps; Noto Sans SC, by Adobe and Google."
            ),
            mark!("All under the SIL Open Font License 1.1, whose text comes with them."),
        ],
    ),
    (
        mark!("Colours"),
        &[mark!(
            "The accents of the two sides are from the palette of Masataka Okabe and Kei Ito (2008), which eyes with any common colour blindness tell apart."
        )],
    ),
    (
        mark!("Maps"),
        &[mark!(
            "Coastlines and borders from Natural Earth, which is in the public domain. What is drawn is no statement on any border; where one is disputed, it is drawn and named as disputed."
        )],
    ),
    (
        mark!("Programs it stands on"),
        &[mark!(
            "Bevy draws the window and the map, egui by Emil Ernerfeldt everything else; serde and ron read the scenarios; blake3, rand and maud serve the engine. All under the MIT licence, the Apache licence 2.0, or both, or as freely."
        )],
    ),
    (
        mark!("Sources"),
        &[mark!("Each scenario has its own list, and every item says which it rests on. The debrief shows them.")],
    ),
];

/// Shows it.
pub fn show(ui: &mut Ui, game: &mut Game, out: &mut Vec<Intent>) {
    let theme = game.theme();
    let back = crate::keys::hint(game, "back");
    let version = tr!("Version {version}.", version = env!("CARGO_PKG_VERSION"));
    let went = theme.screen(ui, (tr!("Credits"), &version), &back, READING, |ui| {
        theme.paper(ui, |ui| {
            for (at, (heading, paragraphs)) in PARTS.iter().enumerate() {
                if at != 0 {
                    ui.add_space(space::MEDIUM);
                }
                theme.heading(ui, plain(heading));
                for paragraph in *paragraphs {
                    theme.document(ui, plain(paragraph));
                }
            }
        });
    });
    if went {
        out.push(Intent::Back);
    }
}
