//! What the server holds: classes, each behind its lock; the store; who may ask how often.
//!
//! A deed is done under the lock, handed to the store, and answered only when it is on the disk; a page that shows it
//! waits for the same.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock},
    time::{SystemTime, UNIX_EPOCH},
};

use brinkmanship::{
    language::{Catalogue, speak},
    policy::Policy,
    scenario::Scenario,
    transcript::ActText,
};
use tokio::sync::{Semaphore, watch};

use super::auth::{self, Limit};
use crate::{
    pages::classes::{Doors, Offered},
    room::{Deed, Plan, Refusal, Room, Session, actor},
    shared::library::{Library, Names},
    store::{DEEDS, Kept, Store},
};

/// Milliseconds since 1970.
#[must_use]
pub fn now() -> u64 {
    let passed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(passed.as_millis()).unwrap_or(u64::MAX)
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // A page that panicked changed nothing: deeds are done by the room, whose functions do not panic.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Why a deed was not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Undone {
    /// The class refuses it.
    Refused(Refusal),
    /// It could not be kept.
    NotKept,
}

/// A class.
#[derive(Debug)]
pub struct Class {
    /// Its number.
    pub id: i64,
    room: Mutex<Room>,
    /// How many deeds were done: whoever waits for news waits for this.
    pub changes: watch::Sender<u64>,
    /// How many deeds are on the disk.
    kept: watch::Sender<u64>,
    /// One turn at a time.
    advancing: tokio::sync::Mutex<()>,
    /// Whether it was deleted: pages that are still open are told so.
    gone: std::sync::atomic::AtomicBool,
}

/// What the server holds.
#[derive(Debug)]
pub struct App {
    /// The store.
    pub store: Store,
    classes: RwLock<BTreeMap<i64, Arc<Class>>>,
    library: Library,
    scenarios: Mutex<BTreeMap<(String, bool), &'static Scenario>>,
    offered: Mutex<Option<Vec<Offered>>>,
    /// From which passes are made.
    pub secret: String,
    /// The facilitator's key.
    pub desk: String,
    /// The language of all pages.
    pub language: Option<&'static Catalogue>,
    /// How often a session may send something.
    pub posts: Limit,
    /// How often an address may ask for anything.
    pub asks: Limit,
    /// How often an address may guess a code or a key.
    pub guesses: Limit,
    /// The port.
    pub port: std::sync::atomic::AtomicU16,
    doors: Mutex<Doors>,
    /// Counts what the self-test saw.
    pub reached: watch::Sender<u64>,
    /// Where further addresses are opened from.
    pub opener: Mutex<Option<tokio::sync::mpsc::Sender<SocketAddr>>>,
    /// Codes with which pupils come back to their places: the class, the pupil, and until when each is good.
    ways_back: Mutex<BTreeMap<String, (i64, u32, u64)>>,
    /// How many streams of news may be open.
    pub streams: Arc<Semaphore>,
    /// Says that the program is to stop.
    pub stop: tokio::sync::Notify,
}

impl Class {
    fn new(id: i64, room: Room) -> Self {
        let deeds = room.deeds;
        Self {
            id,
            room: Mutex::new(room),
            changes: watch::Sender::new(deeds),
            kept: watch::Sender::new(deeds),
            advancing: tokio::sync::Mutex::new(()),
            gone: std::sync::atomic::AtomicBool::new(false),
        }
    }

    /// Whether it was deleted.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        self.gone.load(std::sync::atomic::Ordering::Relaxed)
    }

    /// Looks at the class, and waits until all that was seen is on the disk.
    pub async fn look<T>(&self, of: impl FnOnce(&Room) -> T) -> T {
        let (seen, deeds) = {
            let room = lock(&self.room);
            (of(&room), room.deeds)
        };
        let mut kept = self.kept.subscribe();
        // The sender lives as long as the class.
        let _ = kept.wait_for(|kept| deeds <= *kept).await;
        seen
    }

    /// Looks at the class for something that tells nobody what happened.
    pub fn peek<T>(&self, of: impl FnOnce(&Room) -> T) -> T {
        of(&lock(&self.room))
    }
}

impl App {
    /// A server over a store.
    #[must_use]
    pub fn new(store: Store, secret: String, library: Library, language: Option<&'static Catalogue>) -> Self {
        let doors = Doors { was_open: store.before.open, ..Doors::default() };
        Self {
            store,
            classes: RwLock::default(),
            library,
            scenarios: Mutex::default(),
            offered: Mutex::default(),
            desk: auth::pass(&secret, "desk"),
            secret,
            language,
            posts: Limit::new(20.0, 3.0),
            asks: Limit::new(400.0, 100.0),
            guesses: Limit::new(6.0, 0.1),
            port: std::sync::atomic::AtomicU16::new(0),
            doors: Mutex::new(doors),
            reached: watch::Sender::new(0),
            opener: Mutex::default(),
            ways_back: Mutex::default(),
            streams: Arc::new(Semaphore::new(1500)),
            stop: tokio::sync::Notify::new(),
        }
    }

    /// Makes something with the language of the pages in force.
    pub fn spoken<T>(&self, make: impl FnOnce() -> T) -> T {
        let _spoken = speak(self.language);
        make()
    }

    /// Where pupils join.
    #[must_use]
    pub fn doors(&self) -> Doors {
        lock(&self.doors).clone()
    }

    /// Changes where pupils join.
    pub fn set_doors(&self, change: impl FnOnce(&mut Doors)) {
        change(&mut lock(&self.doors));
        self.reached.send_modify(|count| *count += 1);
    }

    /// A scenario. It is read once and kept for good: crises borrow it.
    ///
    /// # Errors
    /// It cannot be read or is not fit for play.
    pub fn scenario(&self, id: &str, twin: bool) -> Result<&'static Scenario, String> {
        let mut known = lock(&self.scenarios);
        if let Some(scenario) = known.get(&(id.to_owned(), twin)) {
            return Ok(scenario);
        }
        let _spoken = speak(self.language);
        let entries = self.library.all().map_err(|error| format!("{error:#}"))?;
        let entry = entries.into_iter().find(|entry| entry.id == id);
        let entry = entry.ok_or_else(|| tr!("There is no scenario `{id}`.", id))?;
        let scenario = entry.named(Names::of(twin)).map_err(|error| format!("{error:#}"))?;
        let scenario: &'static Scenario = Box::leak(Box::new(scenario));
        known.insert((id.to_owned(), twin), scenario);
        Ok(scenario)
    }

    /// The scenarios that a class can be made of.
    #[must_use]
    pub fn offered(&self) -> Vec<Offered> {
        if let Some(offered) = &*lock(&self.offered) {
            return offered.clone();
        }
        let entries = self.library.all().unwrap_or_default();
        let offered: Vec<Offered> = entries
            .into_iter()
            .filter_map(|entry| {
                let scenario = self.scenario(&entry.id, false).ok()?;
                Some(Offered {
                    id: entry.id,
                    title: scenario.title.clone(),
                    summary: scenario.subtitle.clone(),
                    cuts: scenario.cuts.iter().map(|cut| (cut.id.clone(), cut.title.clone(), cut.minutes)).collect(),
                    twin: scenario.twin.as_ref().map(|twin| twin.title.clone()),
                    sides: [0, 1].map(|side| scenario.actors[side].name.clone()),
                    variants: scenario.variants.iter().map(|variant| variant.title.clone()).collect(),
                })
            })
            .collect();
        *lock(&self.offered) = Some(offered.clone());
        offered
    }

    /// The room that came of some deeds.
    fn replayed(&self, kept: &Kept) -> Result<Room, String> {
        let _spoken = speak(self.language);
        let Some((_, Deed::Create(plan))) = kept.deeds.first() else {
            return Err(tr!("Its first deed is not that it was set up.").to_owned());
        };
        let scenario = self.scenario(&plan.scenario, plan.twin)?;
        let mut room = Room::open(plan.clone(), scenario).map_err(|why| why.words())?;
        for (at, deed) in kept.deeds.iter().skip(1) {
            room.apply(*at, deed).map_err(|why| why.words())?;
        }
        Ok(room)
    }

    /// Takes classes up again where they were; those that cannot be are named with the reason, and left as they are.
    #[must_use]
    pub fn restore(&self, kept: &[Kept]) -> Vec<String> {
        let mut faults = Vec::new();
        for one in kept {
            match self.replayed(one) {
                Ok(mut room) => {
                    let last = one.deeds.last().map_or(0, |(at, _)| *at);
                    self.stop_clocks(one.class, &mut room, last.max(self.store.before.alive));
                    self.classes
                        .write()
                        .unwrap_or_else(PoisonError::into_inner)
                        .insert(one.class, Arc::new(Class::new(one.class, room)));
                }
                Err(why) => faults.push(tr!("Class {class} cannot be taken up: {why}", class = one.class, why)),
            }
        }
        faults
    }

    /// Lets the clocks of a class stand as they stood when the program was last seen to run: nobody could do anything in the
    /// time between, and nobody is back yet.
    fn stop_clocks(&self, class: i64, room: &mut Room, then: u64) {
        if room.clocks_run() && room.apply(then, &Deed::Restarted).is_ok() {
            // Nobody waits for it: were it lost, the clocks would run from the next start as they did from this one.
            drop(self.store.append(class, room.deeds, then, &Deed::Restarted));
        }
    }

    /// A class.
    #[must_use]
    pub fn class(&self, id: i64) -> Option<Arc<Class>> {
        self.classes.read().unwrap_or_else(PoisonError::into_inner).get(&id).cloned()
    }

    /// All classes.
    #[must_use]
    pub fn classes(&self) -> Vec<Arc<Class>> {
        self.classes.read().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }

    /// The class of a join code.
    #[must_use]
    pub fn of_code(&self, code: &str) -> Option<Arc<Class>> {
        // Every code is compared, and each in a time that does not hang on where it differs.
        let fits = |class: &Arc<Class>| class.peek(|room| auth::same(&room.plan.code, code));
        self.classes().into_iter().fold(None, |found, class| if fits(&class) { Some(class) } else { found })
    }

    /// A code with which a pupil comes back to their place once, from any device, within ten minutes.
    #[must_use]
    pub fn code_for(&self, class: i64, pupil: u32) -> String {
        /// For how many milliseconds such a code is good.
        const GOOD: u64 = 600_000;
        let code = auth::long_code();
        let mut ways = lock(&self.ways_back);
        // Of an older one for the same pupil nothing is left.
        let at = now();
        ways.retain(|_, (of, who, until)| (*of, *who) != (class, pupil) && at < *until);
        ways.insert(code.clone(), (class, pupil, at.saturating_add(GOOD)));
        code
    }

    /// Whose place a code leads back to; it is good no more after that.
    #[must_use]
    pub fn way_back(&self, code: &str) -> Option<(Arc<Class>, u32)> {
        let mut ways = lock(&self.ways_back);
        let found =
            ways.keys().fold(None, |found, known| if auth::same(known, code) { Some(known.clone()) } else { found });
        let (class, pupil, until) = ways.remove(&found?)?;
        if until <= now() {
            return None;
        }
        Some((self.class(class)?, pupil))
    }

    /// Makes a class.
    ///
    /// # Errors
    /// The plan is not one, or it cannot be kept.
    pub async fn create(&self, plan: Plan) -> Result<i64, String> {
        /// The most classes that are kept.
        const CLASSES: usize = 200;
        if CLASSES <= self.classes().len() {
            return Err(tr!("There are too many classes; delete some that are over.").to_owned());
        }
        let scenario = self.scenario(&plan.scenario, plan.twin)?;
        let room = self.spoken(|| Room::open(plan.clone(), scenario)).map_err(|why| why.words())?;
        let id = i64::try_from(auth::number()).unwrap_or(1);
        let done = self.store.append(id, 1, now(), &Deed::Create(plan));
        if !done.await.unwrap_or(false) {
            return Err(tr!("The class could not be kept on the disk.").to_owned());
        }
        self.classes.write().unwrap_or_else(PoisonError::into_inner).insert(id, Arc::new(Class::new(id, room)));
        Ok(id)
    }

    /// Deletes a class for good.
    pub async fn delete(&self, id: i64) -> bool {
        let gone = self.classes.write().unwrap_or_else(PoisonError::into_inner).remove(&id);
        if let Some(class) = &gone {
            class.gone.store(true, std::sync::atomic::Ordering::Relaxed);
            class.changes.send_modify(|_| {});
        }
        gone.is_some() && self.store.delete(id).await
    }

    /// Does a deed that is made under the lock, and answers when it is on the disk.
    ///
    /// # Errors
    /// The class refuses it, or it could not be kept.
    pub async fn act<T>(
        &self,
        class: &Class,
        make: impl FnOnce(&Room) -> Result<(Deed, T), Refusal>,
    ) -> Result<T, Undone> {
        let (number, done, value) = {
            let _spoken = speak(self.language);
            let mut room = lock(&class.room);
            if DEEDS <= room.deeds {
                return Err(Undone::Refused(Refusal::Full));
            }
            let (deed, value) = make(&room).map_err(Undone::Refused)?;
            let at = now();
            room.apply(at, &deed).map_err(Undone::Refused)?;
            (room.deeds, self.store.append(class.id, room.deeds, at, &deed), value)
        };
        if done.await.unwrap_or(false) {
            class.kept.send_modify(|kept| *kept = number.max(*kept));
            class.changes.send_modify(|changes| *changes = number.max(*changes));
            return Ok(value);
        }
        // What is on the disk is what happened.
        if let Some(kept) = self.store.read(class.id).await
            && let Ok(room) = self.replayed(&kept)
        {
            let deeds = room.deeds;
            *lock(&class.room) = room;
            class.kept.send_replace(deeds);
            class.changes.send_modify(|changes| *changes += 1);
        }
        Err(Undone::NotKept)
    }

    /// As [`App::act`], with a deed that is ready.
    ///
    /// # Errors
    /// As there.
    pub async fn deed(&self, class: &Class, deed: Deed) -> Result<(), Undone> {
        self.act(class, |_| Ok((deed, ()))).await
    }

    /// Plays every turn of a class that is due by itself.
    pub async fn advance(&self, class: &Class) {
        let _one = class.advancing.lock().await;
        // A turn of each group, and no more in one go.
        for due in class.peek(|room| room.due(now())) {
            let thought = think(class, usize::from(due.group), due.policies).await;
            // Had the turn passed meanwhile, there is nothing to do.
            let _ = self.act(class, |room| Ok((room.turn_of(&due, thought)?, ()))).await;
        }
    }

    /// Plays a group's turn at once, as the teacher wants.
    ///
    /// # Errors
    /// There is nothing to be played, or it could not be kept.
    pub async fn play_now(&self, class: &Class, group: u16) -> Result<(), Undone> {
        let _one = class.advancing.lock().await;
        let due = class.peek(|room| room.due_now(group)).ok_or(Undone::Refused(Refusal::NotSealed))?;
        let thought = think(class, usize::from(group), due.policies).await;
        self.act(class, |room| Ok((room.turn_of(&due, thought)?, ()))).await
    }

    /// Looks at all clocks, for ever.
    pub async fn tick(self: Arc<Self>) {
        /// At how many beats it is noted once that the program runs.
        const NOTED: u64 = 4;
        let mut beat = tokio::time::interval(std::time::Duration::from_millis(500));
        for number in 0_u64.. {
            beat.tick().await;
            let classes = self.classes();
            if number % NOTED == 0 && classes.iter().any(|class| class.peek(Room::clocks_run)) {
                self.store.alive(now());
            }
            for class in classes {
                if class.peek(|room| !room.due(now()).is_empty()) {
                    self.advance(&class).await;
                }
            }
        }
    }
}

/// What the program orders in the seats that are its own, thought off the lock.
async fn think(class: &Class, group: usize, policies: [Option<Policy>; 2]) -> [Option<Vec<ActText>>; 2] {
    if policies == [None; 2] {
        return [None, None];
    }
    let session: Option<Session> = class.peek(|room| room.groups.get(group).map(|group| group.session.clone()));
    let Some(session) = session else { return [None, None] };
    let think = move || {
        let mut thoughts = [None, None];
        for (side, policy) in policies.into_iter().enumerate() {
            thoughts[side] = policy.map(|policy| session.thought(policy, actor(side)));
        }
        thoughts
    };
    tokio::task::spawn_blocking(think).await.unwrap_or([None, None])
}
