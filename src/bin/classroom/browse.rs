//! The desk in the browser, where the program was started from a menu or by a double click and nobody reads what it prints.

#[cfg(target_os = "linux")]
use std::io::IsTerminal as _;
use std::{
    process::{Command, Stdio},
    thread,
};

/// Whether nobody could read what is printed: no terminal is attached, and it goes nowhere, or to the log of a desktop from
/// which the program was started.
#[must_use]
#[cfg(target_os = "linux")]
pub fn unread() -> bool {
    use std::os::unix::fs::{FileTypeExt as _, MetadataExt as _};
    let terminal = std::io::stdin().is_terminal() || std::io::stdout().is_terminal() || std::io::stderr().is_terminal();
    let desktop = ["DISPLAY", "WAYLAND_DISPLAY"].into_iter().any(|name| std::env::var_os(name).is_some());
    let Ok(out) = std::fs::metadata("/proc/self/fd/1") else { return false };
    let log = std::env::var("JOURNAL_STREAM").is_ok_and(|log| log == format!("{}:{}", out.dev(), out.ino()));
    desktop && !terminal && (log || out.file_type().is_char_device())
}

/// Elsewhere it cannot be told, and a browser that nobody asked for is worse than none.
#[must_use]
#[cfg(not(target_os = "linux"))]
pub const fn unread() -> bool {
    false
}

/// Opens an address in the browser of whoever started the program; where there is none, nothing happens.
pub fn open(address: &str) {
    #[cfg(target_os = "windows")]
    let mut command = {
        let mut command = Command::new("rundll32");
        command.arg("url.dll,FileProtocolHandler");
        command
    };
    #[cfg(target_os = "macos")]
    let mut command = Command::new("open");
    #[cfg(not(any(target_os = "windows", target_os = "macos")))]
    let mut command = Command::new("xdg-open");
    command.arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if let Ok(mut child) = command.spawn() {
        // Whoever is done is waited for, so that nothing is left of it.
        thread::spawn(move || child.wait());
    }
}
