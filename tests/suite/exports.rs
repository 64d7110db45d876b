//! What is handed to tools of others, and what is taken from them: the schema of the format, and outlines from GeoJSON.

use std::fs;

use brinkmanship::scenario::{
    export::{json_schema, rust_types},
    outline::{OutlineError, outline},
    schema::items,
};
use proptest::prelude::*;
use serde_json::Value;

use crate::support::{load_texts, root, smallest};

#[test]
fn the_schema_in_docs_is_that_of_the_format() {
    for (name, text) in [("scenario.schema.json", json_schema()), ("scenario.rs.txt", rust_types())] {
        let path = root().join("docs/schema").join(name);
        if std::env::var_os("UPDATE").is_some() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &text).unwrap();
        }
        let there = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        assert!(there == text, "docs/schema/{name} is not up to date: UPDATE=1 cargo test exports");
    }
}

#[test]
fn the_schema_is_json_and_every_name_in_it_leads_somewhere() {
    let schema: Value = serde_json::from_str(&json_schema()).unwrap();
    let defs = schema["$defs"].as_object().unwrap();
    assert_eq!(defs.len(), items().len());
    fn refs<'v>(value: &'v Value, found: &mut Vec<&'v str>) {
        match value {
            Value::Object(map) => {
                found.extend(map.get("$ref").and_then(Value::as_str));
                map.values().for_each(|value| refs(value, found));
            }
            Value::Array(list) => list.iter().for_each(|value| refs(value, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    refs(&schema, &mut found);
    assert!(100 < found.len());
    for name in found {
        assert!(defs.contains_key(name.strip_prefix("#/$defs/").unwrap()), "{name}");
    }
    assert_eq!(defs["SizeWord"]["oneOf"].as_array().unwrap().len(), 3);
}

/// A ring of many points about a middle, as GeoJSON.
fn island(points: usize, name: &str) -> String {
    let ring: Vec<String> = (0..=points)
        .map(|at| {
            let turn = std::f64::consts::TAU * (at % points) as f64 / points as f64;
            let far = 2.0 + 0.3 * (turn * 5.0).sin();
            format!("[{:.5},{:.5}]", 10.0 + far * turn.cos(), 50.0 + far * turn.sin())
        })
        .collect();
    format!(
        r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{"name":"{name}"}},"geometry":{{"type":"Polygon","coordinates":[[{}]]}}}}]}}"#,
        ring.join(",")
    )
}

#[test]
fn an_outline_becomes_a_map_that_a_scenario_can_be_played_on() {
    let made = outline(island(3_000, "Lys \\u00e9 \\\"quoted\\\"").as_bytes(), 200).unwrap();
    assert_eq!((made.items.len(), made.points, made.left_out), (1, 3_000, 0));
    let shape = &made.items[0];
    assert!((50..=200).contains(&shape.points.len()) && shape.closed, "{}", shape.points.len());
    // It still has the shape: no point strays, and the whole is as large as it was.
    for (x, y) in &shape.points {
        let far = f64::from(x - 10_000).hypot(f64::from(y - 50_000));
        assert!((1_650.0..2_350.0).contains(&far), "{far}");
    }
    let loaded = load_texts(&[
        ("map.ron", &made.written()),
        ("scenario.ron", &smallest().replace("status: Published", "status: Draft")),
    ]);
    assert!(loaded.diagnostics.iter().all(|one| one.code == "source-missing"), "{:?}", loaded.diagnostics);
    let map = loaded.scenario.unwrap().map.unwrap();
    assert!(map.schematic && map.items.len() == 1);
}

#[test]
fn lines_and_many_parts_and_odd_numbers_are_taken_and_the_rest_is_counted() {
    let text = r#"{"type":"GeometryCollection","geometries":[
        {"type":"LineString","coordinates":[[1e1,-2.0005],[1.5E+0,0.0004999],[-0,3]]},
        {"type":"MultiPolygon","coordinates":[[[[0,0],[4,0],[4,4],[0,0]],[[1,1],[2,1],[2,2],[1,1]]],[[[9,9],[10,9],[10,10],[9,9]]]]},
        {"type":"Point","coordinates":[1,2]},
        {"type":"Polygon","coordinates":[[[0,0],[0,0.0001],[0,0]]]}
    ]}"#;
    let made = outline(text.as_bytes(), 400).unwrap();
    let ids: Vec<&str> = made.items.iter().map(|item| item.id.as_str()).collect();
    assert_eq!(ids, ["outline", "outline.2", "outline.3"]);
    assert_eq!(made.items[0].points, [(10_000, -2_001), (1_500, 0), (0, 3_000)]);
    assert_eq!(made.items[1].points, [(0, 0), (4_000, 0), (4_000, 4_000)]);
    assert_eq!(made.left_out, 3, "a hole, a place, and an area without a width");
}

#[test]
fn what_is_no_outline_is_refused_by_name() {
    let deep = "[".repeat(100_000);
    for (text, wanted) in [
        ("", "NotJson"),
        ("{", "NotJson"),
        ("{}x", "NotJson"),
        ("[1,]", "NotJson"),
        ("[-]", "NotJson"),
        ("[1e]", "NotJson"),
        ("\"\\u12\"", "NotJson"),
        ("{}", "Nothing"),
        ("{\"type\":\"Point\",\"coordinates\":[1,2]}", "Nothing"),
        ("{\"type\":\"LineString\",\"coordinates\":[[500000,1],[2,3]]}", "NotDegrees"),
        ("{\"type\":\"LineString\",\"coordinates\":[[1e400,1],[2,3]]}", "NotDegrees"),
        ("{\"type\":\"LineString\",\"coordinates\":[[\"1\",1],[2,3]]}", "NotDegrees"),
        ("{\"type\":\"LineString\",\"coordinates\":[[1],[2,3]]}", "NotDegrees"),
        (deep.as_str(), "TooDeep"),
    ] {
        let told = format!("{:?}", outline(text.as_bytes(), 400).unwrap_err());
        assert!(told.starts_with(wanted), "{}: {told}", &text[..text.len().min(60)]);
    }
    assert_eq!(outline(&vec![b' '; (16 << 20) + 1], 400), Err(OutlineError::TooLarge));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_drawn_stays_within_the_points_asked_for_and_the_world(
        lines in proptest::collection::vec(
            (any::<bool>(), proptest::collection::vec((-180_000_i32..=180_000, -90_000_i32..=90_000), 1..60)),
            1..12,
        ),
        most in 4_usize..200,
    ) {
        let number = |value: i32| format!("{}{}.{:03}", if value < 0 { "-" } else { "" }, value.abs() / 1000, value.abs() % 1000);
        let drawn: Vec<String> = lines
            .iter()
            .map(|(closed, line)| {
                let points: Vec<String> = line.iter().map(|(x, y)| format!("[{},{}]", number(*x), number(*y))).collect();
                let (kind, open, shut) = if *closed { ("Polygon", "[[", "]]") } else { ("LineString", "[", "]") };
                format!("{{\"type\":\"{kind}\",\"coordinates\":{open}{}{shut}}}", points.join(","))
            })
            .collect();
        let text = format!("{{\"type\":\"GeometryCollection\",\"geometries\":[{}]}}", drawn.join(","));
        let Ok(made) = outline(text.as_bytes(), most) else { return Ok(()) };
        let kept: usize = made.items.iter().map(|item| item.points.len()).sum();
        // Each keeps at least what makes it a line or an area.
        prop_assert!(kept <= most.max(made.items.len() * 3), "{kept} of {most}");
        for item in &made.items {
            let least = if item.closed { 3 } else { 2 };
            prop_assert!(least <= item.points.len());
            prop_assert!(item.points.iter().all(|(x, y)| x.abs() <= 180_000 && y.abs() <= 90_000));
        }
    }

    #[test]
    fn no_bytes_make_an_outline_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), text in r#"[\[\]{}:,"a-z0-9.eE+\- \\]{0,120}"#) {
        let _ = outline(&bytes, 50);
        let _ = outline(text.as_bytes(), 50);
        let _ = outline(format!("{{\"type\":\"LineString\",\"coordinates\":{text}").as_bytes(), 50);
    }
}
