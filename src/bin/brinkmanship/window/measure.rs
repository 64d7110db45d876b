//! How long things take, printed for those who ask with `--measure`: the first frame of the title and of the table, and
//! the most memory. Frames and the processor at rest are measured by steps of a script.

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
}

/// Measures, if it is wanted.
pub fn plugin(app: &mut App, began: Option<Instant>) {
    if let Some(began) = began {
        let last = Instant::now();
        app.insert_resource(Measured { began, title: false, table: false, last }).add_systems(Last, measure);
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
    let since = (now - measured.began).as_millis();
    if !measured.title && desk.0.drawn && desk.0.screen == Screen::Title {
        measured.title = true;
        println!("{{\"bench\":\"desktop\",\"what\":\"first frame of the title\",\"ms\":{since}}}");
    }
    if !measured.table && desk.0.picture.is_some() {
        measured.table = true;
        println!("{{\"bench\":\"desktop\",\"what\":\"first frame of the table, frame time\",\"ms\":{frame:.1}}}");
    }
    if exits.read().next().is_some()
        && let Some(megabytes) = memory()
    {
        println!("{{\"bench\":\"desktop\",\"what\":\"most memory\",\"MB\":{megabytes}}}");
    }
}

/// The time that the processor has spent on this program so far, in seconds over all its threads; none where the system
/// does not tell.
pub fn spent() -> Option<f64> {
    // The name in brackets may hold anything; after it come the fields, of which the 12th and 13th are user and system
    // time in hundredths of a second.
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let (_, fields) = stat.rsplit_once(") ")?;
    let ticks = fields.split_whitespace().skip(11).take(2).map(str::parse::<f64>).collect::<Result<Vec<f64>, _>>();
    ticks.ok().filter(|ticks| ticks.len() == 2).map(|ticks| ticks.iter().sum::<f64>() / 100.0)
}
