//! Roles in a team: they merge where there are few, and split where there are many.

/// A role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Weighs the team's aims, and seals the order.
    Leader,
    /// Forces and the ladder.
    Military,
    /// Offers, channels and the other side.
    Diplomacy,
    /// What is known, and how surely.
    Intelligence,
    /// What the world and those at home make of it.
    Press,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Leader, Self::Military, Self::Diplomacy, Self::Intelligence, Self::Press];

    /// On screen.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Leader => tr!("Leader"),
            Self::Military => tr!("Military"),
            Self::Diplomacy => tr!("Diplomacy"),
            Self::Intelligence => tr!("Intelligence"),
            Self::Press => tr!("Press"),
        }
    }

    /// What it is for.
    #[must_use]
    pub fn task(self) -> &'static str {
        match self {
            Self::Leader => tr!("Weigh the aims, hear everybody, and seal the order."),
            Self::Military => tr!("Watch the ladder and the forces; say what a step up would bring."),
            Self::Diplomacy => tr!("Read the offers, write to the other side, and look for terms."),
            Self::Intelligence => tr!("Say what is known and how surely; guess what they want."),
            Self::Press => tr!("Say what the world and people at home will make of it."),
        }
    }

    /// The roles that the member at a place holds in a team of so many. Who comes late takes some of those of one other, and
    /// nobody is given a new one for it. In a team of more than five, those after the fifth double the first roles but the
    /// lead.
    #[must_use]
    pub fn held(place: usize, of: usize) -> Vec<Self> {
        use Role::{Diplomacy, Intelligence, Leader, Military, Press};
        let sets: &[&[Self]] = match of {
            0 | 1 => &[&[Leader, Military, Diplomacy, Intelligence, Press]],
            2 => &[&[Leader, Military, Intelligence], &[Diplomacy, Press]],
            3 => &[&[Leader], &[Diplomacy, Press], &[Military, Intelligence]],
            4 => &[&[Leader], &[Diplomacy, Press], &[Military], &[Intelligence]],
            _ => &[&[Leader], &[Diplomacy], &[Military], &[Intelligence], &[Press]],
        };
        match sets.get(place) {
            Some(held) => held.to_vec(),
            None => vec![Self::ALL[1 + (place - sets.len()) % 4]],
        }
    }

    /// As [`Role::held`], where the last so many came in the middle of a turn: until the next they double a role of the
    /// others, who keep what they have.
    #[must_use]
    pub fn doubled(place: usize, of: usize, late: usize) -> Vec<Self> {
        let before = of.saturating_sub(late).max(1);
        if place < before { Self::held(place, before) } else { vec![Self::ALL[1 + (place - before) % 4]] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_comes_in_the_middle_of_a_turn_doubles_a_role_and_takes_none_away() {
        for of in 1..=8 {
            for late in 1..=4 {
                for place in 0..of {
                    assert_eq!(Role::doubled(place, of + late, late), Role::held(place, of), "{place} of {of}");
                }
                for place in of..of + late {
                    let held = Role::doubled(place, of + late, late);
                    assert!(held.len() == 1 && held[0] != Role::Leader, "{place} of {of}, {late} late");
                }
            }
        }
    }

    #[test]
    fn every_role_is_held_in_a_team_of_any_size_and_the_lead_once() {
        for of in 1..=12 {
            let all: Vec<Role> = (0..of).flat_map(|place| Role::held(place, of)).collect();
            assert!(Role::ALL.iter().all(|role| all.contains(role)), "{of}");
            assert_eq!(all.iter().filter(|role| **role == Role::Leader).count(), 1, "{of}");
            assert_eq!(Role::held(0, of)[0], Role::Leader);
            for place in 0..of {
                let (before, after) = (Role::held(place, of), Role::held(place, of + 1));
                assert!(
                    after.iter().all(|role| before.contains(role)),
                    "{place} of {of}: who stays learns no new role"
                );
            }
        }
    }
}
