//! What comes after a lesson: the debrief of the class, the aims court, marks, exports that the other programs read.

use axum::http::StatusCode;
use brinkmanship::report::class::{ClassExport, FORMAT, pool};

use super::{Desk, code, lesson::decide, value};

#[tokio::test]
async fn what_the_server_writes_is_what_classes_are_pooled_from_and_names_nobody() {
    let desk = Desk::open();
    let mut teacher = desk.teacher().await;
    let class = desk.class(&mut teacher, &[("groups", "2"), ("split", "1")]).await;
    let code = code(&mut teacher, &class).await;
    let mut pupils = Vec::new();
    for name in ["Amalia", "Bertram", "Cosima", "Dagobert"] {
        let mut pupil = desk.browser();
        pupil.join(&code, name).await;
        pupils.push(pupil);
    }
    teacher.desk(&class, "begin", &[]).await;
    let forecast = [("agreed", "70"), ("war", "10")];
    assert_eq!(pupils[0].seat("forecast", &forecast).await.status, StatusCode::SEE_OTHER);
    let too_much = [("agreed", "70"), ("war", "40")];
    assert_eq!(pupils[0].seat("forecast", &too_much).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    // The crisis of one group may end before that of the other.
    for turn in 0..20 {
        for pupil in &mut pupils {
            decide(pupil, &format!("Amalia said so on turn {turn}")).await;
        }
    }
    for pupil in &mut pupils {
        assert!(pupil.get("/seat").await.text.contains("id=\"end\""), "twenty turns are enough");
    }
    // A fork is no course of its own, and what was written before it is its first group's alone.
    teacher.desk(&class, "fork", &[("group", "0")]).await;
    // Argued and ruled: both verdicts are kept, with the reasons.
    teacher.desk(&class, "debrief", &[("on", "1")]).await;
    let court = pupils[0].get("/seat/court").await.text;
    let aim = value(&court, "name=\"aim\" value=\"");
    assert!(!aim.is_empty() && court.contains("Argue about this verdict"));
    let argument = [("aim", aim.as_str()), ("text", "The letters say otherwise"), ("because", "0")];
    assert_eq!(pupils[0].seat("argue", &argument).await.status, StatusCode::SEE_OTHER);
    let of = pupils[0].get("/seat").await.text;
    let group = if of.contains("Group A") { "0" } else { "1" };
    let ruling = [("group", group), ("aim", aim.as_str()), ("value", "25"), ("text", "Too kind by half")];
    assert_eq!(teacher.desk(&class, "overrule", &ruling).await.status, StatusCode::SEE_OTHER);
    let seen = pupils[0].get("/seat/court").await.text;
    assert!(seen.contains("The letters say otherwise") && seen.contains("Too kind by half"));
    teacher.desk(&class, "mark", &[("pupil", "1"), ("text", "Reasons well")]).await;
    let page = teacher.get(&format!("{class}/debrief")).await.text;
    assert!(page.contains("Too kind by half") && page.contains("The letters say otherwise"));
    assert!(page.contains("What really happened") && !page.contains("Amalia") && !page.contains("Reasons well"));
    // The export is the one that classes are pooled from, split by the variants that were played.
    let text = teacher.get(&format!("{class}/export/class.json")).await.text;
    let export: ClassExport = serde_json::from_str(&text).expect("it is the export of the library");
    assert_eq!(export.format, FORMAT);
    assert_eq!(export.scenario, "cuba-1962");
    let mut variants: Vec<_> = export.groups.iter().filter_map(|group| group.variant.clone()).collect();
    variants.sort();
    assert_eq!(variants.len(), 3);
    variants.dedup();
    assert_eq!(variants, ["as-it-was", "trusted-line"]);
    let fork = export.groups.last().expect("three groups");
    assert_eq!(fork.forked.as_ref().map(|forked| forked.from.as_str()), Some("G1"));
    assert!(fork.reasons.is_empty() && fork.votes.is_empty() && fork.forecasts.is_empty());
    assert_eq!(export.groups.iter().map(|group| group.forecasts.len()).sum::<usize>(), 1);
    assert!(export.groups.iter().take(2).all(|group| group.ending.is_some() && !group.reasons.is_empty()));
    let pooled = pool(std::slice::from_ref(&export));
    assert_eq!((pooled.rows.len(), pooled.forks), (2, 1));
    assert!(pooled.rows.iter().all(|row| row.groups == 1), "the fork is counted in none");
    assert!(pooled.rows[1].more_war.is_some(), "the second variant is set beside the first");
    for name in ["class.json", "class.html", "group-1.html", "reasons.csv", "votes.csv", "verdicts.csv", "class.zip"] {
        let text = teacher.get(&format!("{class}/export/{name}")).await.text;
        assert!(1 < text.len() && !text.contains("Cosima") && !text.contains("Reasons well"), "{name}");
        assert!(!text.contains("Amalia"), "{name}: what pupils wrote names nobody either");
    }
    let own = teacher.get(&format!("{class}/export/pupil-1.html")).await.text;
    assert!(own.contains("Amalia") && own.contains("Reasons well") && own.contains("The letters say otherwise"));
    assert!(teacher.get(&format!("{class}/export/key.csv")).await.text.contains("Dagobert"));
    assert_eq!(teacher.get(&format!("{class}/export/nothing.csv")).await.status, StatusCode::NOT_FOUND);
    // A variant stands in the transcript as what stood otherwise, and it replays.
    let line = export.groups.iter().position(|group| group.variant.as_deref() == Some("trusted-line")).expect("one");
    let text = teacher.get(&format!("{class}/export/group-{}.crisis", line + 1)).await.text;
    let transcript = brinkmanship::transcript::read(text.as_bytes()).expect("it reads");
    assert_eq!(transcript.premise.as_ref().map(|premise| premise.facts.len()), Some(1));
    let scenario = desk.app.scenario("cuba-1962", false).expect("it is there");
    let replayed = brinkmanship::transcript::replay(scenario, &transcript).expect("it is of the scenario");
    assert_eq!(replayed.divergence, None);
}
