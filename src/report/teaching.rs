//! The notes for teachers and the page for parents and head as plain data, with a game or without one.

use serde::Serialize;

use super::words::bare;
use crate::scenario::model::{ParentsData, RUNNING, Scenario, WordData};

/// What a teacher needs beside a scenario.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Notes {
    /// The scenario's id.
    pub scenario: String,
    /// The title, that of the twin under its names.
    pub title: String,
    /// The line under the title.
    pub subtitle: String,
    /// The language of the texts.
    pub language: String,
    /// What a person should know beforehand; it is read to the class.
    pub content_note: String,
    /// What pupils should have learned.
    pub aims: Vec<String>,
    /// What they should know beforehand.
    pub prior_knowledge: Vec<String>,
    /// What may distress a pupil, and what to do about it.
    pub warnings: Vec<String>,
    /// The shorter courses that there are.
    pub cuts: Vec<CutNote>,
    /// The running orders.
    pub running: Vec<Running>,
    /// How work is marked.
    pub rubric: Vec<Criterion>,
    /// Questions for a class.
    pub questions: Vec<String>,
    /// Whatever else helps.
    pub notes: Vec<String>,
    /// Words that a reader may not know, and what they mean.
    pub glossary: Vec<(String, String)>,
    /// Where the notes come from, each without a full stop; empty under invented names, whose last page of the debrief has the sources.
    pub sources: Vec<String>,
    /// The page for parents and the head of the school.
    pub parents: Option<Parents>,
}

/// A shorter course.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CutNote {
    /// Its id, by which the programs know it.
    pub id: String,
    /// The name on screen.
    pub title: String,
    /// How long it takes to play, in minutes.
    pub minutes: u16,
    /// What is kept and why.
    pub text: String,
    /// What is typed in a terminal to play it, under the names of these notes.
    pub command: String,
}

/// A running order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Running {
    /// How long it takes, in minutes.
    pub minutes: u16,
    /// Its steps in order.
    pub steps: Vec<Part>,
}

/// A step of a running order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// The minute at which it begins.
    pub from: u16,
    /// The minute at which it is over.
    pub to: u16,
    /// What happens.
    pub what: String,
}

/// One line of the rubric.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Criterion {
    /// What is marked.
    pub criterion: String,
    /// What weak, sound and strong work look like.
    pub levels: [String; 3],
}

/// The names of the levels of a rubric.
pub fn levels() -> [&'static str; 3] {
    [tr!("Weak"), tr!("Sound"), tr!("Strong")]
}

/// The page for parents and the head of the school, under the real names in the twin too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Parents {
    /// The real title.
    pub title: String,
    /// The line under the real title.
    pub subtitle: String,
    /// Under which invented names the class plays, in a sentence; none where it plays under the real ones.
    pub under: Option<String>,
    /// Headings and what stands under them.
    pub parts: Vec<(String, String)>,
    /// What a family may answer.
    pub answers: Vec<String>,
}

impl Notes {
    /// The notes of a scenario; none where its authors wrote none.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Option<Self> {
        let teaching = scenario.teaching.as_ref()?;
        let running = RUNNING.into_iter().zip(&teaching.running).filter(|(_, steps)| !steps.is_empty());
        let sources = if scenario.original.is_some() { &[][..] } else { &teaching.source };
        let twin = if scenario.original.is_some() { " --twin" } else { "" };
        Some(Self {
            scenario: scenario.id.clone(),
            title: scenario.title.clone(),
            subtitle: scenario.subtitle.clone(),
            language: scenario.language.clone(),
            content_note: scenario.content_note.clone(),
            aims: teaching.aims.clone(),
            prior_knowledge: teaching.prior_knowledge.clone(),
            warnings: teaching.warnings.clone(),
            cuts: scenario
                .cuts
                .iter()
                .map(|cut| CutNote {
                    id: cut.id.clone(),
                    title: cut.title.clone(),
                    minutes: cut.minutes,
                    text: cut.text.clone(),
                    command: format!("crisis play {} --cut {}{twin}", scenario.id, cut.id),
                })
                .collect(),
            running: running.map(|(minutes, steps)| Running { minutes, steps: parts(steps) }).collect(),
            rubric: teaching
                .rubric
                .iter()
                .map(|[criterion, weak, sound, strong]| Criterion {
                    criterion: criterion.clone(),
                    levels: [weak, sound, strong].map(Clone::clone),
                })
                .collect(),
            questions: scenario.questions.clone(),
            notes: teaching.notes.clone(),
            glossary: scenario.glossary.iter().map(WordData::whole).collect(),
            sources: sources.iter().map(|id| bare(&scenario.sources[id.index()].reference).to_owned()).collect(),
            parents: teaching.parents.as_ref().map(|page| parents(scenario, page)),
        })
    }
}

/// The steps of a running order, with the minutes at which they begin and end.
fn parts(steps: &[(u8, String)]) -> Vec<Part> {
    let mut from = 0_u16;
    steps
        .iter()
        .map(|(minutes, what)| {
            let to = from.saturating_add(u16::from(*minutes));
            let part = Part { from, to, what: what.clone() };
            from = to;
            part
        })
        .collect()
}

fn parents(scenario: &Scenario, page: &ParentsData) -> Parents {
    let (title, subtitle) = match &scenario.original {
        Some(original) => (original.title.clone(), original.subtitle.clone()),
        None => (scenario.title.clone(), scenario.subtitle.clone()),
    };
    let under = scenario.original.as_ref().map(|_| {
        tr!("The class plays under invented names of countries and people, as “{title}”. This page says what it was made from; pupils learn it at the end.", title = scenario.title)
    });
    let part = |heading: &str, text: &str| (heading.to_owned(), text.to_owned());
    let mut parts = vec![
        part(tr!("What the lesson is for"), &page.purpose),
        part(tr!("What pupils do"), &page.seats),
        part(tr!("Where the facts come from"), &page.sources),
        part(tr!("How it stays fair to all sides"), &page.neutrality),
        part(tr!("How to stay out of it"), &page.opt_out),
    ];
    if under.is_none() {
        parts.push(part(tr!("Invented names"), &page.twin));
    }
    let mut answers =
        vec![tr!("My child may take part.").to_owned(), tr!("My child is to watch, or to do another task.").to_owned()];
    if scenario.twin.is_some() && under.is_none() {
        answers.push(tr!("Please use the invented names.").to_owned());
    }
    answers.push(tr!("Please ring me before the lesson.").to_owned());
    Parents { title, subtitle, under, parts, answers }
}
