//! What wakes the window while nothing is pressed: a time that the interface has named, and an edit of a scenario on disk.
//!
//! Nothing is drawn to find out: a thread waits, and asks the disk once a second.

use std::{
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    time::{Duration, Instant},
};

use bevy::{
    prelude::*,
    window::RequestRedraw,
    winit::{EventLoopProxyWrapper, UpdateMode, WinitSettings, WinitUserEvent},
};
use bevy_egui::{EguiFullOutput, EguiPostUpdateSet, egui::ViewportId};

use super::Desk;
use crate::watch::{EVERY, Sentry};

/// How long the window sleeps at most: what it has to wake for earlier wakes it.
const SLEEP: Duration = Duration::from_secs(3600);

/// Asleep until something happens.
pub fn asleep() -> WinitSettings {
    WinitSettings { focused_mode: UpdateMode::reactive(SLEEP), unfocused_mode: UpdateMode::reactive_low_power(SLEEP) }
}

/// Where the times go at which the window is to be woken.
#[derive(Resource)]
struct Clock(Option<Sender<Instant>>);

/// Whether the frame that was drawn asks for another only later.
#[derive(Resource, Default)]
struct Later(bool);

/// Wakes the window when it is time.
pub fn plugin(app: &mut App) {
    app.insert_resource(asleep())
        .insert_resource(Clock(None))
        .init_resource::<Later>()
        .add_systems(Startup, begin)
        .add_systems(PostUpdate, note.after(EguiPostUpdateSet::EndPass).before(EguiPostUpdateSet::ProcessOutput))
        .add_systems(Last, wait);
}

/// What a thread wakes the window with; false once there is no window any more.
pub fn waker(proxy: &EventLoopProxyWrapper) -> impl Fn() -> bool + Send + 'static {
    let proxy = (**proxy).clone();
    move || proxy.send_event(WinitUserEvent::WakeUp).is_ok()
}

fn begin(proxy: Option<Res<EventLoopProxyWrapper>>, desk: Res<Desk>, mut clock: ResMut<Clock>) {
    let Some(proxy) = proxy else { return };
    let (sender, receiver) = channel();
    let (wake, sentry) = (waker(&proxy), desk.0.sentry());
    std::thread::spawn(move || keep(&wake, &receiver, sentry));
    clock.0 = Some(sender);
}

/// Waits for the next time that was named, or for the next look at the disk.
fn keep(wake: &impl Fn() -> bool, times: &Receiver<Instant>, mut sentry: Sentry) {
    let mut look = Instant::now() + EVERY;
    let mut due: Option<Instant> = None;
    loop {
        let next = due.map_or(look, |due| due.min(look));
        match times.recv_timeout(next.saturating_duration_since(Instant::now())) {
            Ok(time) => due = Some(due.map_or(time, |due| due.min(time))),
            Err(RecvTimeoutError::Disconnected) => return,
            Err(RecvTimeoutError::Timeout) => {
                let now = Instant::now();
                let mut called = false;
                if due.is_some_and(|due| due <= now) {
                    due = None;
                    called = true;
                }
                if look <= now {
                    look = now + EVERY;
                    called |= sentry.look();
                }
                if called && !wake() {
                    return;
                }
            }
        }
    }
}

/// Notes when the interface wants its next frame.
fn note(outputs: Query<&EguiFullOutput>, clock: Res<Clock>, mut later: ResMut<Later>) {
    let wanted = |output: &EguiFullOutput| {
        let of = output.0.as_ref()?.viewport_output.get(&ViewportId::ROOT)?;
        Some(of.repaint_delay)
    };
    let delay = outputs.iter().filter_map(wanted).min();
    later.0 = delay.is_some_and(|delay| !delay.is_zero());
    if let (Some(delay), Some(clock)) = (delay.filter(|delay| !delay.is_zero() && *delay < SLEEP), &clock.0) {
        // Without its thread the window is leaving.
        let _ = clock.send(Instant::now() + delay);
    }
}

/// bevy_egui 0.42 takes a frame that is wanted later for one that is wanted now; the thread above calls for it in time.
fn wait(later: Res<Later>, mut redraws: ResMut<Messages<RequestRedraw>>) {
    if later.0 {
        redraws.clear();
    }
}
