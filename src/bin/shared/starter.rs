//! What a new scenario begins with, file by file.

macro_rules! starter {
    ($($name:literal)*) => {
        /// The files of the example.
        pub const STARTER: &[(&str, &str)] = &[$(($name, include_str!(concat!("../crisis/starter/", $name)))),*];
    };
}

starter! {
    "aftermath.ron" "aims.ron" "card.ron" "commitments.ron" "endings.ron" "events.ron" "moves.ron" "offers.ron"
    "readings.ron" "red-lines.ron" "scenario.ron" "terms.ron"
}
