//! How long things take, printed for those who ask with `--measure`: the first frame of the title and of the table, and
//! the time of a frame while something moves.

use std::time::Instant;

use bevy::prelude::*;

use super::Desk;
use crate::intent::Screen;

/// What is measured.
#[derive(Resource)]
struct Measured {
    began: Instant,
    title: bool,
    table: bool,
    last: Instant,
    frames: Vec<f64>,
}

/// Measures, if it is wanted.
pub fn plugin(app: &mut App, began: Option<Instant>) {
    if let Some(began) = began {
        let last = Instant::now();
        app.insert_resource(Measured { began, title: false, table: false, last, frames: Vec::new() })
            .add_systems(Last, measure);
    }
}

/// The most memory that the program has held, in megabytes; none where the system does not tell.
fn memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kilobytes| kilobytes / 1024)
}

fn measure(mut measured: ResMut<Measured>, desk: Res<Desk>, mut exits: MessageReader<AppExit>) {
    let now = Instant::now();
    let frame = (now - measured.last).as_secs_f64() * 1000.0;
    measured.last = now;
    // Longer than that, the window slept.
    if frame < 400.0 {
        measured.frames.push(frame);
    }
    let since = (now - measured.began).as_millis();
    if !measured.title && desk.0.drawn && desk.0.screen == Screen::Title {
        measured.title = true;
        println!("{{\"bench\":\"desktop\",\"what\":\"first frame of the title\",\"ms\":{since}}}");
    }
    if !measured.table && desk.0.picture.is_some() {
        measured.table = true;
        println!("{{\"bench\":\"desktop\",\"what\":\"first frame of the table, frame time\",\"ms\":{frame:.1}}}");
    }
    if exits.read().next().is_some() && !measured.frames.is_empty() {
        let mut frames = std::mem::take(&mut measured.frames);
        frames.sort_by(f64::total_cmp);
        let median = frames[frames.len() / 2];
        if let Some(megabytes) = memory() {
            println!("{{\"bench\":\"desktop\",\"what\":\"most memory\",\"MB\":{megabytes}}}");
        }
        let slow = frames[frames.len() * 95 / 100];
        println!(
            "{{\"bench\":\"desktop\",\"what\":\"frames while something moves\",\"count\":{},\"median_ms\":{median:.1},\"p95_ms\":{slow:.1}}}",
            frames.len()
        );
    }
}
