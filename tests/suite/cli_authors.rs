//! The program `crisis` as an author uses it: laying files out, and checking while one writes.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    process::{Command as Plain, Stdio},
};

use crate::cli::{crisis, here, run};

#[test]
fn files_are_laid_out_without_losing_a_comment_and_a_check_of_it_changes_nothing() {
    let folder = here();
    run(&mut crisis(folder.path()), &["new", "ours"], "");
    let path = folder.path().join("ours/moves.ron");
    let before = fs::read_to_string(&path).unwrap();
    let (code, out, _) = run(&mut crisis(folder.path()), &["fmt", "./ours", "--check"], "");
    assert_eq!(code, 0, "the starter is laid out: {out}");
    let wild = before.replace("\n        ", "\n  ").replace(": ", " :");
    fs::write(&path, &wild).unwrap();
    let (code, out, _) = run(&mut crisis(folder.path()), &["fmt", "./ours", "--check"], "");
    assert_eq!(code, 1);
    assert!(out.contains("moves.ron is not laid out") && out.contains("1 file to lay out"), "{out}");
    assert_eq!(fs::read_to_string(&path).unwrap(), wild, "a check changes nothing");
    let (code, _, _) = run(&mut crisis(folder.path()), &["fmt", "./ours"], "");
    assert_eq!(code, 0);
    let after = fs::read_to_string(&path).unwrap();
    assert_eq!(after.matches("//").count(), before.matches("//").count());
    let (code, out, _) = run(&mut crisis(folder.path()), &["check", "./ours"], "");
    assert_eq!(code, 0, "{out}");
    fs::write(&path, "{ \"broken\": (").unwrap();
    let (code, _, err) = run(&mut crisis(folder.path()), &["fmt", "./ours"], "");
    assert!(code == 1 && err.contains("left as it is"), "{code} {err}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "{ \"broken\": (");
    let (code, _, err) = run(&mut crisis(folder.path()), &["fmt", "nowhere"], "");
    assert_eq!(code, 2, "{err}");
}

#[test]
fn a_watch_checks_again_when_a_file_is_saved() {
    let folder = here();
    run(&mut crisis(folder.path()), &["new", "ours"], "");
    let mut child = Plain::new(env!("CARGO_BIN_EXE_crisis"))
        .current_dir(folder.path())
        .args(["check", "./ours", "--watch"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let first: Vec<String> = lines.by_ref().take_while(|line| !line.starts_with("Checked in")).collect();
    assert!(first.iter().any(|line| line.contains("well:")), "{first:?}");
    let path = folder.path().join("ours/moves.ron");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replacen("channel: \"", "channel: \"no-such-", 1)).unwrap();
    let second: Vec<String> = lines.by_ref().take_while(|line| !line.starts_with("Checked in")).collect();
    assert!(second.iter().any(|line| line.contains("there is no channel")), "{second:?}");
    fs::write(&path, text).unwrap();
    let third: Vec<String> = lines.by_ref().take_while(|line| !line.starts_with("Checked in")).collect();
    assert!(third.iter().any(|line| line.contains("well:")), "{third:?}");
    child.kill().unwrap();
    child.wait().unwrap();
}
