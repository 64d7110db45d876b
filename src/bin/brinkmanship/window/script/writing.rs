//! What was written on the screen, and what of it cannot be read.

use bevy::prelude::*;
use bevy_egui::{EguiFullOutput, egui};

/// A text as it was painted.
pub struct Painted {
    /// All of it.
    whole: egui::Rect,
    /// What of it is seen.
    seen: egui::Rect,
    text: String,
    /// Whether the toolkit left out what had no room.
    elided: bool,
}

/// What was painted last.
#[derive(Resource, Default)]
pub struct Writing(Vec<Painted>);

/// All texts of a shape, row by row.
fn gather(shape: &egui::Shape, clip: egui::Rect, out: &mut Vec<Painted>) {
    match shape {
        egui::Shape::Vec(shapes) => shapes.iter().for_each(|shape| gather(shape, clip, out)),
        egui::Shape::Text(text) if text.angle == 0.0 => {
            // Row by row: a text that wraps does not fill the corners of the box around it.
            for row in &text.galley.rows {
                let whole = row.rect_without_leading_space().translate(text.pos.to_vec2());
                let (seen, words) = (whole.intersect(clip), text.galley.text().to_owned());
                out.push(Painted { whole, seen, text: words, elided: text.galley.elided });
            }
        }
        // A menu covers what lies under it, and is no fault of that.
        egui::Shape::Rect(rect) if rect.fill.a() == u8::MAX && rect.fill != egui::Color32::TRANSPARENT => {
            let covers = rect.rect.intersect(clip);
            out.retain(|painted| !covers.intersects(painted.seen.shrink(3.0)));
        }
        _ => {}
    }
}

/// Notes every text that is painted, before it becomes triangles.
pub fn note(outputs: Query<&EguiFullOutput>, mut writing: ResMut<Writing>) {
    writing.0.clear();
    for output in outputs.iter().filter_map(|output| output.0.as_ref()) {
        for shape in &output.shapes {
            gather(&shape.shape, shape.clip_rect, &mut writing.0);
        }
    }
}

/// Whether a text was cut short: an ellipsis stands where words are left out. After a space it says that there is more to
/// come, as on a button that asks once more.
fn cut_short(one: &Painted) -> bool {
    let end = |text: &str| text.strip_suffix('…').is_some_and(|before| before.ends_with(char::is_alphanumeric));
    one.elided || end(one.text.trim_end())
}

/// What of the writing cannot be read as it stands.
pub fn unreadable(writing: &Writing) -> Vec<String> {
    faults(&writing.0)
}

/// What of the writing lies over other writing, is cut off at the side, or is cut short.
fn faults(writing: &[Painted]) -> Vec<String> {
    let seen: Vec<&Painted> =
        writing.iter().filter(|one| one.seen.is_positive() && !one.text.trim().is_empty()).collect();
    let mut found = Vec::new();
    for (at, one) in seen.iter().enumerate() {
        if one.seen.width() + 3.0 < one.whole.width() {
            found.push(format!("{:?} is cut off at the side", one.text));
        }
        // A text of several rows is said once.
        if cut_short(one) && seen[..at].iter().all(|before| before.text != one.text) {
            found.push(format!("{:?} is cut short", one.text));
        }
        for other in &seen[at + 1..] {
            // The paper edge around a label of the map is the same text again.
            if one.text != other.text && one.seen.shrink(3.0).intersects(other.seen.shrink(3.0)) {
                found.push(format!("{:?} and {:?} lie over each other", one.text, other.text));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use egui::Color32;

    use super::*;

    /// What is found wrong with texts painted at a width, one below the other.
    fn found(texts: &[(&str, f32, bool)]) -> Vec<String> {
        let ctx = egui::Context::default();
        let mut found = Vec::new();
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            let mut writing = Vec::new();
            for (at, (text, width, truncate)) in texts.iter().enumerate() {
                let mut job = egui::text::LayoutJob::simple(
                    (*text).to_owned(),
                    egui::FontId::proportional(14.0),
                    Color32::BLACK,
                    *width,
                );
                if *truncate {
                    job.wrap = egui::text::TextWrapping::truncate_at_width(*width);
                }
                let galley = ui.painter().layout_job(job);
                let at = egui::pos2(0.0, 40.0 * f32::from(u8::try_from(at).unwrap_or(u8::MAX)));
                let shape = egui::Shape::galley(at, galley, Color32::BLACK);
                gather(&shape, egui::Rect::EVERYTHING, &mut writing);
            }
            found = faults(&writing);
        });
        output.textures_delta.clear();
        found
    }

    #[test]
    fn a_text_that_was_cut_short_is_found() {
        let long = "Human cost: 25000 soldiers killed, 5000 civilians killed";
        assert_eq!(found(&[(long, 90.0, true)]), [format!("{long:?} is cut short")]);
        assert_eq!(found(&[("A headline that was sho…", 900.0, false)]).len(), 1, "by our own hand");
        let whole = [(long, 900.0, true), ("Let the turn pass …", 900.0, false), ("…and so on", 900.0, false)];
        assert_eq!(found(&whole), Vec::<String>::new());
    }
}
