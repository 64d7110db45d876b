//! Keys, codes, passes, and how often somebody may ask.

use std::{
    collections::BTreeMap,
    net::IpAddr,
    sync::{Mutex, PoisonError},
};

use axum::http::{HeaderMap, header};
use subtle::ConstantTimeEq as _;

use crate::room::sheets::Stamp;

/// Letters and digits of join codes: none that is taken for another.
const LETTERS: &[u8; 28] = b"ABCDEFGHJKMNPQRSTVWXYZ346789";

/// Random bytes.
fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    // Without chance there is no safety; the system has it wherever this program runs.
    if getrandom::fill(&mut bytes).is_err() {
        std::process::abort();
    }
    bytes
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A key of 128 bits.
#[must_use]
pub fn key() -> String {
    hex(&random::<16>())
}

/// A random number that a page can hold.
#[must_use]
pub fn number() -> u64 {
    (u64::from_le_bytes(random()) >> 12) | 1
}

/// A join code: seven of 28 letters, 33 bits.
#[must_use]
pub fn code() -> String {
    letters(7)
}

/// A code for one pupil: ten of 28 letters, 48 bits.
#[must_use]
pub fn long_code() -> String {
    letters(10)
}

fn letters(count: usize) -> String {
    let mut code = String::new();
    while code.len() < count {
        let byte = random::<1>()[0];
        // 252 is the last multiple of 28: every letter is as likely.
        if byte < 252
            && let Some(letter) = LETTERS.get(usize::from(byte % 28))
        {
            code.push(char::from(*letter));
        }
    }
    code
}

/// A code as it is compared: what is taken for another letter is that letter.
#[must_use]
pub fn as_code(typed: &str) -> String {
    let letters = typed.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_uppercase());
    letters.take(16).collect()
}

/// What is kept of a key.
#[must_use]
pub fn hash(key: &str) -> String {
    blake3::hash(key.as_bytes()).to_hex().as_str().get(..32).unwrap_or_default().to_owned()
}

/// Whether two secrets are the same, in a time that does not hang on where they differ.
#[must_use]
pub fn same(one: &str, other: &str) -> bool {
    bool::from(one.as_bytes().ct_eq(other.as_bytes()))
}

/// A pass: made for one page, good for whom and for what it was made.
#[must_use]
pub fn pass(secret: &str, what: &str) -> String {
    let mut hasher = blake3::Hasher::new_derive_key("brinkmanship classroom pass 1");
    hasher.update(secret.as_bytes());
    hasher.update(&[0]);
    hasher.update(what.as_bytes());
    hasher.finalize().to_hex().as_str().get(..32).unwrap_or_default().to_owned()
}

/// What a pupil's pass is for: their place, and the turn of their group.
#[must_use]
pub fn of_seat(class: i64, pupil: u32, stamp: Stamp) -> String {
    // What is new while a turn is open may have moved what a form counts.
    format!("seat {class} {pupil} {} {} {}", stamp.epoch, stamp.moves, stamp.shown)
}

/// A cookie of a request.
#[must_use]
pub fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(found, _)| *found == name)
        .map(|(_, value)| value)
}

/// The header that sets a cookie; an empty value takes it back.
#[must_use]
pub fn set_cookie(name: &str, value: &str) -> String {
    let age = if value.is_empty() { 0 } else { 60 * 60 * 24 * 30 };
    format!("{name}={value}; Path=/; HttpOnly; SameSite=Strict; Max-Age={age}")
}

/// A bucket of tokens: it fills at a rate, and each question takes one.
#[derive(Clone, Copy, Debug)]
struct Bucket {
    tokens: f64,
    at: u64,
}

/// How often somebody may ask.
#[derive(Debug)]
pub struct Limit {
    most: f64,
    a_second: f64,
    buckets: Mutex<BTreeMap<String, Bucket>>,
}

/// The most buckets that are kept; more are forgotten, the fullest first.
const BUCKETS: usize = 8192;

impl Limit {
    /// So many at once, and then so many a second.
    #[must_use]
    pub const fn new(most: f64, a_second: f64) -> Self {
        Self { most, a_second, buckets: Mutex::new(BTreeMap::new()) }
    }

    /// Takes a token; whether there was one.
    pub fn take(&self, who: &str, now: u64) -> bool {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if BUCKETS <= buckets.len() {
            buckets.retain(|_, bucket| now.saturating_sub(bucket.at) < 60_000);
            if BUCKETS <= buckets.len() {
                buckets.clear();
            }
        }
        let bucket = buckets.entry(who.to_owned()).or_insert(Bucket { tokens: self.most, at: now });
        let passed = now.saturating_sub(bucket.at) as f64 / 1000.0;
        bucket.tokens = (bucket.tokens + passed * self.a_second).min(self.most);
        bucket.at = now;
        if bucket.tokens < 1.0 {
            return false;
        }
        bucket.tokens -= 1.0;
        true
    }

    /// Whether there is a token, without taking it.
    pub fn has(&self, who: &str, now: u64) -> bool {
        let buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        buckets
            .get(who)
            .is_none_or(|bucket| 1.0 <= bucket.tokens + now.saturating_sub(bucket.at) as f64 / 1000.0 * self.a_second)
    }
}

/// Whether an address is this computer's own.
#[must_use]
pub fn is_local(address: Option<IpAddr>) -> bool {
    address.is_none_or(|address| address.to_canonical().is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_keys_are_as_long_as_they_are_said_to_be_and_never_the_same() {
        let codes: std::collections::BTreeSet<String> = (0..500).map(|_| code()).collect();
        assert_eq!(codes.len(), 500);
        assert!(codes.iter().all(|code| code.len() == 7 && as_code(code) == *code));
        assert!(30.0 < 7.0 * 28_f64.log2());
        assert_eq!(key().len(), 32);
        assert_ne!(key(), key());
        assert_eq!(as_code(" ab-c 34\n"), "ABC34");
    }

    #[test]
    fn a_bucket_empties_and_fills_again() {
        let limit = Limit::new(3.0, 1.0);
        assert!((0..3).all(|_| limit.take("a", 0)));
        assert!(!limit.take("a", 0));
        assert!(limit.take("b", 0));
        assert!(!limit.has("a", 500));
        assert!(limit.take("a", 1500));
    }

    #[test]
    fn a_pass_is_good_for_one_thing() {
        let stamp = Stamp { epoch: 1, moves: 2, ..Stamp::default() };
        let one = pass("secret", &of_seat(1, 2, stamp));
        assert!(same(&one, &pass("secret", &of_seat(1, 2, Stamp { changed: 9, ..stamp }))));
        for other in [of_seat(2, 2, stamp), of_seat(1, 3, stamp), of_seat(1, 2, Stamp { epoch: 2, ..stamp })] {
            assert!(!same(&one, &pass("secret", &other)));
        }
        assert!(!same(&one, &pass("other", &of_seat(1, 2, stamp))));
    }
}
