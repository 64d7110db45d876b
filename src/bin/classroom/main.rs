//! The classroom: one program on a teacher's computer, and a page for every pupil.

#![deny(clippy::print_stderr)]

#[macro_use]
extern crate brinkmanship;

mod browse;
mod pages;
mod room;
mod server;
#[path = "../shared/mod.rs"]
#[allow(dead_code, reason = "each program uses its part of what they share")]
mod shared;
mod store;
#[cfg(test)]
mod tests;

use std::{net::SocketAddr, path::PathBuf, process::ExitCode, sync::Arc, sync::atomic::Ordering};

use anyhow::Context as _;
use brinkmanship::language::speak;
use clap::Parser;
use tokio::{net::TcpListener, sync::Semaphore};

use crate::{
    server::{App, auth, listen},
    shared::library::{Library, data_folder},
    store::Store,
};

/// Serve a class: pupils open a page on whatever they have, the teacher has the desk.
#[derive(Clone, Debug, Parser)]
#[command(name = "classroom", version)]
pub struct Args {
    /// The port; another is taken where it is in use
    #[arg(long, default_value_t = 1962)]
    port: u16,
    /// Open it to the room at once; otherwise the teacher opens it from the desk
    #[arg(long)]
    open: bool,
    /// Open the desk in the browser, as the entry in the menu does; also done where nobody could read the address
    #[arg(long)]
    browse: bool,
    /// The folder for what is kept of classes, in place of the platform's own
    #[arg(long, value_name = "FOLDER")]
    data: Option<PathBuf>,
    /// A folder of scenarios to look in first
    #[arg(long, value_name = "FOLDER")]
    scenarios: Option<PathBuf>,
    /// The language, such as `ru`, or an overlay file for it; the system's, where we have it
    #[arg(long, value_name = "LANGUAGE")]
    language: Option<String>,
}

fn main() -> ExitCode {
    let args: Args = shared::manual::arguments("");
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            crate::shared::aside!("error: {error}");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(run(&args)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            crate::shared::aside!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// A listener on this computer alone, at the port or, where that is in use, at another.
async fn local(port: u16) -> anyhow::Result<TcpListener> {
    match TcpListener::bind((std::net::Ipv4Addr::LOCALHOST, port)).await {
        Ok(listener) => Ok(listener),
        Err(_) => Ok(TcpListener::bind((std::net::Ipv4Addr::LOCALHOST, 0)).await?),
    }
}

async fn run(args: &Args) -> anyhow::Result<()> {
    let language = shared::language::chosen(args.language.as_deref())?;
    if let Some(folder) = args.scenarios.as_ref().filter(|folder| !folder.is_dir()) {
        anyhow::bail!(tr!("{folder} is no folder; --scenarios names a folder of scenarios", folder = folder.display()));
    }
    if let Some(asked) = &args.language
        && language.is_some_and(brinkmanship::language::Catalogue::is_empty)
    {
        crate::shared::aside!(
            "{}",
            tr!("note: the program does not speak `{asked}`; scenarios that are translated into it do", asked)
        );
    }
    let folder = match &args.data {
        Some(folder) => folder.clone(),
        None => data_folder().context(tr!("there is no folder for data; --data names one"))?.join("classroom"),
    };
    std::fs::create_dir_all(&folder)
        .with_context(|| tr!("the folder {folder} cannot be made", folder = folder.display()))?;
    let file = folder.join("classes.sqlite");
    let browses = args.browse || browse::unread();
    let (store, kept, secret) = match Store::open(&file, &auth::key()) {
        Ok(opened) => opened,
        Err(error) => {
            // Started a second time from a menu, it leads to the desk that is open.
            if let Some(desk) = store::announced(&file).filter(|_| browses) {
                browse::open(&desk);
            }
            return Err(error);
        }
    };
    let app = Arc::new(App::new(store, secret, Library::new(args.scenarios.clone()), language));
    for fault in app.restore(&kept) {
        crate::shared::aside!("{fault}");
    }
    let listener = local(args.port).await?;
    let port = listener.local_addr()?.port();
    app.port.store(port, Ordering::Relaxed);
    app.set_doors(|doors| {
        doors.addresses = listen::addresses(port).iter().map(|at| (format!("http://{at}"), false)).collect();
    });
    let router = server::router(app.clone());
    let places = Arc::new(Semaphore::new(listen::CONNECTIONS));
    let (opener, mut wanted) = tokio::sync::mpsc::channel::<SocketAddr>(16);
    if let Ok(mut place) = app.opener.lock() {
        *place = Some(opener);
    }
    let (opening, doors, seats) = (app.clone(), router.clone(), places.clone());
    tokio::spawn(async move {
        while let Some(address) = wanted.recv().await {
            let Ok(listener) = TcpListener::bind(address).await else { continue };
            let name = format!("http://{address}");
            opening.set_doors(|doors| {
                doors.addresses.retain(|(known, _)| *known != name);
                doors.addresses.insert(0, (name, true));
            });
            tokio::spawn(listen::serve(listener, doors.clone(), seats.clone()));
        }
    });
    if args.open {
        server::open_to_room(&app).await;
    }
    tokio::spawn(app.clone().tick());
    store::announce(&file, &desk_of(&app, port));
    greet(&app, port);
    if browses {
        browse::open(&desk_of(&app, port));
    }
    tokio::select! {
        () = listen::serve(listener, router, places) => {}
        _ = tokio::signal::ctrl_c() => {}
        () = app.stop.notified() => {
            let _spoken = speak(language);
            tell(tr!("Stopped from the desk. Everything is kept."));
        }
    }
    store::withdraw(&file);
    Ok(())
}

/// The address of the desk, for the teacher alone.
fn desk_of(app: &App, port: u16) -> String {
    format!("http://127.0.0.1:{port}/desk?key={}", app.desk)
}

/// Prints a line. Where nobody reads what is printed, the class goes on all the same.
fn tell(said: &str) {
    let mut out = std::io::stdout();
    let line = format!("{said}\n");
    let _ = std::io::Write::write_all(&mut out, line.as_bytes()).and_then(|()| std::io::Write::flush(&mut out));
}

/// What is printed at the start.
fn greet(app: &App, port: u16) {
    let _spoken = speak(app.language);
    let address = desk_of(app, port);
    let mut said = tr!("The desk, for the teacher alone: {address}", address) + "\n";
    let doors = app.doors();
    match doors.open() {
        Some(address) => {
            said += &(tr!("Pupils join at {address}", address) + "\n");
            if let Ok(code) = qrcodegen::QrCode::encode_text(address, qrcodegen::QrCodeEcc::Low) {
                said += &in_blocks(&code);
            }
        }
        None if doors.was_open => {
            said += tr!(
                "THE ROOM IS LOCKED OUT: before this start it was open to the room. Press \"Open it to the room again\" at the desk."
            );
            said.push('\n');
        }
        None => {
            said += tr!("Only this computer can join as yet; open it to the room from the desk, or start with --open.");
            said.push('\n');
        }
    }
    said += tr!("Everything is kept as it happens; stop with Ctrl+C or from the desk, and start again at any time.");
    tell(&said);
}

/// A QR code for a terminal, two rows to a line, dark on light whatever the terminal's colours.
fn in_blocks(code: &qrcodegen::QrCode) -> String {
    let (size, edge) = (code.size(), 2);
    let dark = |x: i32, y: i32| code.get_module(x, y);
    let mut out = String::new();
    let mut y = -edge;
    while y < size + edge {
        out.push_str("\u{1b}[30;107m");
        for x in -edge..size + edge {
            out.push(match (dark(x, y), dark(x, y + 1)) {
                (true, true) => '█',
                (true, false) => '▀',
                (false, true) => '▄',
                (false, false) => ' ',
            });
        }
        out.push_str("\u{1b}[0m\n");
        y += 2;
    }
    out
}
