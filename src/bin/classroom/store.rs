//! Where classes are kept: one SQLite file, deeds in their order. A deed is told to nobody before it is on the disk.
//!
//! One thread writes. Deeds that came while it wrote are committed together, so that many pupils at once cost few waits
//! for the disk. Both files have room ahead: a sync that makes no file longer waits for no other program's files. WAL with `synchronous = FULL`: a commit is on the disk when it returns, also when the power goes.

use std::{
    fs::{File, TryLockError},
    path::{Path, PathBuf},
    sync::{
        Arc,
        mpsc::{Receiver, Sender, channel},
    },
    thread,
};

use anyhow::{Context as _, bail};
use rusqlite::{Connection, params};
use tokio::sync::oneshot;

use crate::room::Deed;

/// The most deeds of a class.
pub const DEEDS: u64 = 400_000;
/// The room that is made ahead in both files.
///
/// Unit: bytes. Our judgement: a little more than the log holds when SQLite copies it over, 1000 pages of 4096 bytes.
const ROOM: i64 = 4_500_000;
/// The most deeds that are committed together.
const TOGETHER: usize = 512;

/// A class as it was kept.
#[derive(Debug)]
pub struct Kept {
    /// Its number.
    pub class: i64,
    /// Its deeds with their times.
    pub deeds: Vec<(u64, Deed)>,
}

/// What is known of the time before the program was started.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Before {
    /// When it was last seen to run while a clock ran, in milliseconds since 1970; 0 where it never was.
    pub alive: u64,
    /// Whether it was open to the room, and not stopped from the desk.
    pub open: bool,
}

/// What the writing thread is to do.
enum Job {
    Set { name: &'static str, value: String },
    Append { class: i64, number: u64, at: u64, deed: String, done: oneshot::Sender<bool> },
    Delete { class: i64, done: oneshot::Sender<bool> },
    Read { class: i64, done: oneshot::Sender<Option<Kept>> },
    Settle { done: oneshot::Sender<()> },
}

/// The store.
#[derive(Clone, Debug)]
pub struct Store {
    jobs: Sender<Job>,
    /// What was before this start.
    pub before: Before,
    /// As long as this is held, no other program opens the same classes.
    _held: Arc<File>,
}

/// The file beside the classes where the address of the desk stands that has them open.
fn notice(path: &Path) -> PathBuf {
    path.with_extension("desk")
}

/// Says beside the classes at which address their desk is, for whoever starts the program a second time.
pub fn announce(path: &Path, address: &str) {
    let notice = notice(path);
    // Where it cannot be written, whoever starts the program a second time is told less.
    if std::fs::write(&notice, address).is_ok() {
        private(&notice);
    }
}

/// The address of the desk that has the classes open.
#[must_use]
pub fn announced(path: &Path) -> Option<String> {
    let desk = std::fs::read_to_string(notice(path)).ok()?.trim().to_owned();
    // A former run that was killed may have left one: nobody is there then, and the classes are free.
    (!desk.is_empty()).then_some(desk)
}

/// Takes the address back.
pub fn withdraw(path: &Path) {
    let _ = std::fs::remove_file(notice(path));
}

/// Takes the classes for this program alone: two that write into one file would each do deeds that the other does not know.
fn hold(path: &Path) -> anyhow::Result<File> {
    let lock = path.with_extension("lock");
    let file = File::options().create(true).truncate(false).write(true).open(&lock);
    let file = file.with_context(|| tr!("{path} cannot be opened", path = lock.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            let folder = path.parent().unwrap_or(path).display();
            let desk = announced(path).unwrap_or_default();
            if desk.is_empty() {
                bail!(tr!(
                    "the classes in {folder} are open in another classroom program: go on at its desk, or stop it first; \
                     or start this one with --data and another folder",
                    folder
                ));
            }
            bail!(tr!(
                "the classes in {folder} are open in another classroom program, whose desk is {desk} – go on there, or \
                 press \"Stop the program\" there first; or start this one with --data and another folder",
                folder,
                desk
            ))
        }
        // Some file systems know no locks: there the teacher has to mind it.
        Err(TryLockError::Error(_)) => Ok(file),
    }
}

const TABLES: &str = "
    create table if not exists settings (name text primary key, value text not null) without rowid;
    create table if not exists deeds (
        class integer not null, number integer not null, at integer not null, deed text not null,
        primary key (class, number)
    ) without rowid;
";

fn connect(path: &Path) -> anyhow::Result<Connection> {
    let connection = Connection::open(path).with_context(|| tr!("{path} cannot be opened", path = path.display()))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "secure_delete", "ON")?;
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.execute_batch(TABLES)?;
    Ok(connection)
}

/// Makes both files longer than they need to be soon, and what was put there for it is taken out again.
fn make_room(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute("insert or replace into settings values ('room', zeroblob(?1))", [ROOM])?;
    connection.execute("delete from settings where name = 'room'", [])?;
    connection.execute_batch("pragma wal_checkpoint(passive);")
}

fn read(connection: &Connection, class: i64) -> anyhow::Result<Kept> {
    let mut rows = connection.prepare("select at, deed from deeds where class = ?1 order by number")?;
    let found = rows.query_map([class], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?;
    let mut deeds = Vec::new();
    for row in found {
        let (at, text) = row?;
        deeds.push((u64::try_from(at).unwrap_or(0), serde_json::from_str(&text)?));
    }
    Ok(Kept { class, deeds })
}

impl Store {
    /// Opens the store: what is kept there, and the secret from which passes and the desk's key are made.
    ///
    /// # Errors
    /// Another program has it open, or it cannot be opened or read.
    pub fn open(path: &Path, fresh_secret: &str) -> anyhow::Result<(Self, Vec<Kept>, String)> {
        let held = Arc::new(hold(path)?);
        Self::opened(path, fresh_secret, held).with_context(|| {
            let file = path.display();
            tr!("{file} cannot be read as the store of classes; move it away to begin a new one, or name another folder with --data", file)
        })
    }

    fn opened(path: &Path, fresh_secret: &str, held: Arc<File>) -> anyhow::Result<(Self, Vec<Kept>, String)> {
        // The files beside it are made with the rights of this one, so it is there, and private, before they are.
        File::options().create(true).truncate(false).write(true).open(path)?;
        private(path);
        let connection = connect(path)?;
        connection.execute("insert or ignore into settings values ('secret', ?1)", [fresh_secret])?;
        let secret = connection.query_row("select value from settings where name = 'secret'", [], |row| row.get(0))?;
        let set = |name: &str| -> Option<String> {
            connection.query_row("select value from settings where name = ?1", [name], |row| row.get(0)).ok()
        };
        let alive = set("alive").and_then(|value| value.parse().ok()).unwrap_or(0);
        let before = Before { alive, open: set("open").as_deref() == Some("1") };
        let classes: Vec<i64> = connection
            .prepare("select distinct class from deeds order by class")?
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let kept = classes.into_iter().map(|class| read(&connection, class)).collect::<Result<_, _>>()?;
        make_room(&connection)?;
        let (jobs, waiting) = channel();
        thread::Builder::new().name("store".to_owned()).spawn(move || work(connection, &waiting))?;
        Ok((Self { jobs, before, _held: held }, kept, secret))
    }

    /// Keeps a deed; what comes back says when it is on the disk. Deeds of a class are kept in the order of the calls.
    #[must_use]
    pub fn append(&self, class: i64, number: u64, at: u64, deed: &Deed) -> oneshot::Receiver<bool> {
        let (done, kept) = oneshot::channel();
        if let Ok(deed) = serde_json::to_string(deed) {
            // Were the thread gone, the receiver says so.
            let _ = self.jobs.send(Job::Append { class, number, at, deed, done });
        }
        kept
    }

    /// Notes that the program runs, and when.
    pub fn alive(&self, now: u64) {
        let _ = self.jobs.send(Job::Set { name: "alive", value: now.to_string() });
    }

    /// Notes whether it is open to the room.
    pub fn open_to_room(&self, open: bool) {
        let _ = self.jobs.send(Job::Set { name: "open", value: u8::from(open).to_string() });
    }

    /// Deletes a class for good.
    pub async fn delete(&self, class: i64) -> bool {
        let (done, deleted) = oneshot::channel();
        self.jobs.send(Job::Delete { class, done }).is_ok() && deleted.await.unwrap_or(false)
    }

    /// Waits until everything that was handed over is on the disk.
    pub async fn settle(&self) {
        let (done, settled) = oneshot::channel();
        if self.jobs.send(Job::Settle { done }).is_ok() {
            let _ = settled.await;
        }
    }

    /// Reads a class again.
    pub async fn read(&self, class: i64) -> Option<Kept> {
        let (done, kept) = oneshot::channel();
        self.jobs.send(Job::Read { class, done }).ok()?;
        kept.await.ok().flatten()
    }
}

/// Lets nobody else on this computer read the file.
fn private(path: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // Where the file system knows no owners, there is nobody to keep out.
        let _ = std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600));
    }
    #[cfg(not(unix))]
    let _ = path;
}

fn work(mut connection: Connection, jobs: &Receiver<Job>) {
    while let Ok(first) = jobs.recv() {
        let mut together = vec![first];
        while together.len() < TOGETHER
            && let Ok(next) = jobs.try_recv()
        {
            together.push(next);
        }
        let mut waiting: Vec<(i64, u64, u64, String, oneshot::Sender<bool>)> = Vec::new();
        for job in together {
            match job {
                Job::Set { name, value } => {
                    // What is lost of it is a moment of a clock, or a line on the desk.
                    let _ =
                        connection.execute("insert or replace into settings values (?1, ?2)", [name, value.as_str()]);
                }
                Job::Append { class, number, at, deed, done } => waiting.push((class, number, at, deed, done)),
                Job::Delete { class, done } => {
                    commit(&mut connection, std::mem::take(&mut waiting));
                    let deleted = connection.execute("delete from deeds where class = ?1", [class]).is_ok()
                        && connection.execute_batch("vacuum; pragma wal_checkpoint(truncate);").is_ok();
                    // Without it deeds are kept all the same, some of them a little later.
                    let _ = make_room(&connection);
                    let _ = done.send(deleted);
                }
                Job::Settle { done } => {
                    commit(&mut connection, std::mem::take(&mut waiting));
                    let _ = done.send(());
                }
                Job::Read { class, done } => {
                    commit(&mut connection, std::mem::take(&mut waiting));
                    let _ = done.send(read(&connection, class).ok());
                }
            }
        }
        commit(&mut connection, waiting);
    }
}

fn commit(connection: &mut Connection, waiting: Vec<(i64, u64, u64, String, oneshot::Sender<bool>)>) {
    if waiting.is_empty() {
        return;
    }
    let kept = (|| -> rusqlite::Result<()> {
        let transaction = connection.transaction()?;
        {
            let mut insert = transaction.prepare_cached("insert into deeds values (?1, ?2, ?3, ?4)")?;
            for (class, number, at, deed, _) in &waiting {
                let (number, at) = (i64::try_from(*number).unwrap_or(0), i64::try_from(*at).unwrap_or(0));
                insert.execute(params![class, number, at, deed])?;
            }
        }
        transaction.commit()
    })();
    for (.., done) in waiting {
        let _ = done.send(kept.is_ok());
    }
}
