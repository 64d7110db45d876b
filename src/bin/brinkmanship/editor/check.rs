//! The check of a draft, on a thread of its own, so that no frame waits for it.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{Receiver, Sender, channel},
    },
};

use brinkmanship::{
    language::{Catalogue, in_force, speak},
    lint::{self, Warning},
    report::{
        graph::Graph,
        words::{self, Preview},
    },
    scenario::{
        Diagnostic, Scenario, Severity,
        draft::{Draft, in_head},
        edit::Step,
        files::Found,
        model::Effect,
    },
    transcript::fit::load,
};

use super::{place, plain::Plain, web::bare};

/// What was found of one version of a draft.
#[derive(Clone, Debug)]
pub struct Findings {
    /// Of which version.
    pub version: u64,
    /// In which language it is worded.
    language: &'static str,
    /// What there is to say, each with its place in the draft.
    pub told: Vec<(Diagnostic, Vec<Step>)>,
    /// What the lint finds doubtful in the files, each with its place in the draft.
    pub lints: Vec<(Warning, Vec<Step>)>,
    /// The scenario, where it can be played.
    pub scenario: Option<Arc<Scenario>>,
    /// What hangs together, where it can be played.
    pub graph: Option<Arc<Graph>>,
    /// What conditions and effects say in plain words, by their places.
    pub sentences: BTreeMap<String, String>,
    /// What the names in the files are called on the screen.
    pub plain: Plain,
    /// How long it took, in milliseconds.
    pub took: u128,
}

impl Findings {
    /// How many faults, warnings and things to do there are.
    #[must_use]
    pub fn counts(&self) -> [usize; 3] {
        [Severity::Error, Severity::Warning, Severity::ToDo]
            .map(|severity| self.told.iter().filter(|(one, _)| one.severity == severity).count())
    }

    /// What is said of exactly this place.
    pub fn at<'f>(&'f self, place: &'f [Step]) -> impl Iterator<Item = &'f Diagnostic> {
        self.told.iter().filter(move |(_, at)| at == place).map(|(one, _)| one)
    }

    /// How many faults lie at this place or in it.
    #[must_use]
    pub fn within(&self, place: &[Step]) -> usize {
        let error = |one: &Diagnostic| one.severity == Severity::Error;
        self.told.iter().filter(|(one, at)| error(one) && at.starts_with(place)).count()
    }
}

/// What is to be checked.
struct Job {
    version: u64,
    /// In which it is to be worded; a thread has its own.
    language: Option<&'static Catalogue>,
    id: String,
    found: Vec<Found>,
}

/// Checks drafts on a thread.
#[derive(Debug)]
pub struct Checker {
    jobs: Sender<Job>,
    done: Mutex<Receiver<Findings>>,
    /// The version that was handed over last, and the language.
    asked: Option<(u64, &'static str)>,
    /// The version that was answered last, and the language.
    answered: Option<(u64, &'static str)>,
}

impl Default for Checker {
    fn default() -> Self {
        let (jobs, todo) = channel::<Job>();
        let (answer, done) = channel();
        std::thread::spawn(move || {
            while let Ok(mut job) = todo.recv() {
                // Only the last version is worth a check.
                while let Ok(later) = todo.try_recv() {
                    job = later;
                }
                if answer.send(found(&job)).is_err() {
                    return;
                }
            }
        });
        Self { jobs, done: Mutex::new(done), asked: None, answered: None }
    }
}

impl Checker {
    /// Hands a version over, unless it was handed over before.
    pub fn ask(&mut self, draft: &Draft) {
        let language = in_force();
        let wanted = Some((draft.version(), code(language)));
        if self.asked != wanted {
            self.asked = wanted;
            let job = Job { version: draft.version(), language, id: draft.id.clone(), found: draft.found() };
            // Without its thread nothing is checked, and everything else goes on.
            let _ = self.jobs.send(job);
        }
    }

    /// What was found since it was last asked.
    pub fn answer(&mut self) -> Option<Findings> {
        let found = self.done.get_mut().unwrap_or_else(PoisonError::into_inner).try_iter().last()?;
        self.answered = Some((found.version, found.language));
        Some(found)
    }

    /// Whether an answer is waited for.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.asked != self.answered
    }
}

/// The code of a language; nothing for English.
fn code(language: Option<&'static Catalogue>) -> &'static str {
    language.map_or("", Catalogue::language)
}

/// Checks a draft.
fn found(job: &Job) -> Findings {
    let _spoken = speak(job.language);
    let began = std::time::Instant::now();
    let loaded = load(&job.id, &job.found);
    let draft = Draft::new(&job.id, &job.found, true);
    let plain = Plain::of(&draft);
    let place_of = |one: &Diagnostic| match draft.place_at(&one.place.file, one.place.line, one.place.column) {
        // A part that is missing stands nowhere: its own form is where it is begun.
        at if at.is_empty() => part_of(&draft, &one.path),
        at => at,
    };
    let told: Vec<(Diagnostic, Vec<Step>)> =
        loaded.diagnostics.iter().map(|one| (plain.told(one.clone()), place_of(one))).collect();
    let lints = lint::scan(&loaded).warnings.into_iter().map(|mut one| {
        let at = draft.place_at(&one.place.file, one.place.line, one.place.column);
        one.message = plain.say(&one.message, &one.path);
        one.help = plain.say(&one.help, &one.path);
        (one, at)
    });
    let lints = lints.collect();
    let mut sentences = BTreeMap::new();
    if let Some(scenario) = &loaded.scenario {
        for (at, condition) in loaded.conditions() {
            let mut place_of = draft.place_at(&at.file, at.line, at.column);
            // A condition in brackets begins where its word begins.
            place_of.truncate(trimmed(&draft, &place_of, (&at.file, at.start)));
            sentences.insert(place::key(&place_of), words::sentence(&words::condition(scenario, condition)));
        }
        effects(scenario, &mut sentences);
    }
    let took = began.elapsed().as_millis();
    let declared = loaded.sources.declared();
    let graph = loaded.scenario.as_ref().map(|scenario| Arc::new(bare(scenario, &declared)));
    let scenario = loaded.scenario.map(Arc::new);
    Findings {
        version: job.version,
        language: code(job.language),
        told,
        lints,
        scenario,
        sentences,
        graph,
        plain,
        took,
    }
}

/// The part that a data path names, where it has a form of its own.
fn part_of(draft: &Draft, path: &str) -> Vec<Step> {
    let part = path.split('.').next().unwrap_or("");
    let known = draft.schema().part(part).is_some();
    if known && !in_head(part) { vec![place::step(part)] } else { Vec::new() }
}

/// How many steps lead to the outermost value that begins at a byte.
fn trimmed(draft: &Draft, place: &[Step], (file, start): (&str, usize)) -> usize {
    (0..=place.len())
        .find(|count| draft.stretch(&place[..*count]).is_some_and(|(name, at)| name == file && at.start == start))
        .unwrap_or(place.len())
}

/// What the effects of moves, events, terms and endings come to, in the words of the game.
fn effects(scenario: &Scenario, sentences: &mut BTreeMap<String, String>) {
    let mut put = |part: &str, id: &str, field: &str, list: &[Effect]| {
        let said = words::effects(scenario, list, Preview::All);
        if !said.is_empty() {
            let steps: Vec<Step> = [part, id, field].iter().map(|step| Step::Key((*step).to_owned())).collect();
            sentences.insert(place::key(&steps), words::sentence(&said.join("; ")));
        }
    };
    for data in &scenario.moves {
        put("moves", &data.id, "effects", &data.effects);
    }
    for data in &scenario.rules {
        put("events", &data.id, "effects", &data.effects);
        put("drift", &data.id, "effects", &data.effects);
    }
    for data in &scenario.endings {
        put("endings", &data.id, "effects", &data.effects);
    }
    for data in &scenario.terms {
        put("terms", &data.id, "effects", &data.effects);
    }
}
