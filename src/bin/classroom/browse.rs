//! The desk in the browser, where the program was started from a menu or by a double click and nobody reads what it prints.

use std::{io::IsTerminal as _, process::Command, thread};

/// Whether nobody could read what is printed: no terminal is attached, and neither a file nor another program takes it.
#[must_use]
pub fn unread() -> bool {
    let terminal = std::io::stdin().is_terminal() || std::io::stdout().is_terminal() || std::io::stderr().is_terminal();
    !terminal && !taken()
}

/// Whether a file or another program takes what is printed.
#[cfg(target_os = "linux")]
fn taken() -> bool {
    use std::os::unix::fs::FileTypeExt as _;
    let of = std::fs::metadata("/proc/self/fd/1").map(|found| found.file_type());
    of.is_ok_and(|of| of.is_file() || of.is_fifo())
}

/// Elsewhere it cannot be told, and a browser that nobody asked for is worse than none.
#[cfg(not(target_os = "linux"))]
const fn taken() -> bool {
    true
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
    command.arg(address).stdin(std::process::Stdio::null());
    if let Ok(mut child) = command.spawn() {
        // Whoever is done is waited for, so that nothing is left of it.
        thread::spawn(move || child.wait());
    }
}
