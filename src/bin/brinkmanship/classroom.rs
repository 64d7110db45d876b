//! The classroom: a program of its own, which the game starts and whose desk it hands to the browser.
//!
//! It is told nothing but where to look for scenarios and which language to speak, and asked nothing but its address.

use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        Mutex,
        mpsc::{Receiver, TryRecvError, channel},
    },
    thread,
};

/// How the address of the desk is told from whatever else is printed.
const DESK: &str = "/desk?key=";

/// A classroom that was started.
#[derive(Debug)]
pub struct Classroom {
    child: Child,
    /// In a lock only because Bevy asks that whatever it keeps may be shared.
    said: Mutex<Receiver<String>>,
    desk: Option<String>,
    /// The last line that it printed, which says why where it has stopped.
    last: String,
}

/// What became of a classroom since one looked last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// Nothing.
    None,
    /// Its desk stands at this address.
    Open(String),
    /// It has stopped; what it said last.
    Stopped(String),
}

impl Classroom {
    /// Starts the program that lies beside this one.
    ///
    /// # Errors
    /// It is not there, or cannot be started; in a sentence.
    pub fn start(scenarios: Option<&Path>, language: Option<&str>) -> Result<Self, String> {
        let program = beside()?;
        let mut command = Command::new(&program);
        if let Some(folder) = scenarios.filter(|folder| folder.is_dir()) {
            command.arg("--scenarios").arg(folder);
        }
        if let Some(code) = language {
            command.args(["--language", code]);
        }
        Self::begin(command, &program)
    }

    fn begin(mut command: Command, program: &Path) -> Result<Self, String> {
        let started = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut child = started.map_err(|error| {
            tr!("The classroom, {path}, cannot be started: {error}.", path = program.display(), error)
        })?;
        let (tell, said) = channel();
        let streams: [Option<Box<dyn std::io::Read + Send>>; 2] =
            [child.stdout.take().map(|it| Box::new(it) as _), child.stderr.take().map(|it| Box::new(it) as _)];
        for stream in streams.into_iter().flatten() {
            let tell = tell.clone();
            // Read to the end, so that what it prints later has somewhere to go.
            thread::spawn(move || {
                for line in BufReader::new(stream).lines().map_while(Result::ok) {
                    if tell.send(line).is_err() {
                        break;
                    }
                }
            });
        }
        Ok(Self { child, said: Mutex::new(said), desk: None, last: String::new() })
    }

    /// The address of its desk, once it is known.
    #[must_use]
    pub fn desk(&self) -> Option<&str> {
        self.desk.as_deref()
    }

    /// What has become of it.
    pub fn look(&mut self) -> News {
        let Ok(said) = self.said.get_mut() else { return News::None };
        loop {
            match said.try_recv() {
                Ok(line) => {
                    if let Some(address) = line.split_whitespace().find(|word| word.contains(DESK)) {
                        self.desk = Some(address.to_owned());
                        return News::Open(address.to_owned());
                    }
                    if !line.trim().is_empty() {
                        self.last = line;
                    }
                }
                Err(TryRecvError::Empty) => return News::None,
                // Both its streams are closed: it is over, or will be in a moment.
                Err(TryRecvError::Disconnected) => {
                    let _ = self.child.wait();
                    return News::Stopped(std::mem::take(&mut self.last));
                }
            }
        }
    }

    /// Stops it. Whatever was confirmed to anybody is on the disk.
    pub fn stop(mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The program of the classroom, in the folder of this one.
fn beside() -> Result<PathBuf, String> {
    let name = format!("classroom{}", std::env::consts::EXE_SUFFIX);
    let folder = std::env::current_exe().ok().and_then(|program| program.parent().map(Path::to_owned));
    let program = folder.map(|folder| folder.join(&name)).filter(|program| program.is_file());
    program.ok_or_else(|| {
        tr!(
            "The classroom is a program of its own, `{name}`, and does not lie beside this one. From a checkout, \
             `cargo classroom` builds and starts it.",
            name
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(script: &str) -> (Classroom, News) {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        let mut classroom = Classroom::begin(command, Path::new("sh")).expect("a shell starts");
        loop {
            match classroom.look() {
                News::None => thread::sleep(std::time::Duration::from_millis(5)),
                news => return (classroom, news),
            }
        }
    }

    #[test]
    fn the_address_of_the_desk_is_read_from_what_is_printed_in_any_language() {
        let (classroom, news) =
            told("echo 'Стол, только для учителя: http://127.0.0.1:1962/desk?key=abc'; exec sleep 60");
        assert_eq!(news, News::Open("http://127.0.0.1:1962/desk?key=abc".to_owned()));
        assert_eq!(classroom.desk(), Some("http://127.0.0.1:1962/desk?key=abc"));
        classroom.stop();
    }

    #[test]
    fn a_classroom_that_cannot_start_says_why() {
        let (_, news) = told("echo 'error: the folder cannot be made' >&2; exit 1");
        assert_eq!(news, News::Stopped("error: the folder cannot be made".to_owned()));
        // What it said is kept, however long it takes to stop.
        let (_, news) = told("echo 'error: the folder cannot be made' >&2; exec 2>&-; sleep 0.1; exit 1");
        assert_eq!(news, News::Stopped("error: the folder cannot be made".to_owned()));
    }

    #[test]
    fn a_program_that_is_not_there_is_complained_of() {
        let program = Path::new("/there-is/no-such-program");
        let why = Classroom::begin(Command::new(program), program).expect_err("it is not there");
        assert!(why.contains("no-such-program"), "{why}");
    }
}
