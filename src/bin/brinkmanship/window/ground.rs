//! Sea, land, lakes, coasts, borders and graticule, drawn by Bevy as meshes under a camera of their own.

use std::sync::Arc;

use bevy::{
    asset::RenderAssetUsages,
    camera::{CameraUpdateSystems, Viewport},
    mesh::{Indices, PrimitiveTopology},
    prelude::*,
    window::PrimaryWindow,
};
use bevy_egui::{EguiPostUpdateSet, egui};

use super::Desk;
use crate::{
    map::{
        Picture,
        geo::{Fill, Flat, dashes, graticule, stroke},
    },
    theme::Theme,
};

/// The camera of the map.
#[derive(Component)]
pub struct MapCamera;

/// A piece of what is drawn.
#[derive(Component)]
struct Piece;

/// What was drawn last, so that it is drawn again only when it would look otherwise.
#[derive(Resource, Default)]
struct Drawn(Option<(usize, bool, i64)>);

/// How many steps of thickness there are to a doubling of the scale.
const STEPS: f64 = 3.0;

/// Draws the map under the interface.
pub fn plugin(app: &mut App) {
    // After the interface has said what it wants to see, and before Bevy works out what each camera sees: the map and
    // what lies over it belong to the same frame.
    let when = draw.after(EguiPostUpdateSet::EndPass).before(CameraUpdateSystems).before(TransformSystems::Propagate);
    app.init_resource::<Drawn>().add_systems(PostUpdate, when);
}

/// A colour of the theme as Bevy has it.
#[must_use]
pub fn colour(of: egui::Color32) -> Color {
    Color::srgba_u8(of.r(), of.g(), of.b(), of.a())
}

#[allow(clippy::too_many_arguments, reason = "Bevy passes systems their inputs as arguments")]
fn draw(
    mut commands: Commands,
    desk: Res<Desk>,
    window: Single<&Window, With<PrimaryWindow>>,
    mut camera: Single<(&mut Camera, &mut Projection, &mut Transform), With<MapCamera>>,
    pieces: Query<Entity, With<Piece>>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<ColorMaterial>>,
    mut drawn: ResMut<Drawn>,
) {
    let (camera, projection, transform) = &mut *camera;
    let Some(picture) = &desk.0.picture else {
        if camera.is_active {
            camera.is_active = false;
        }
        return;
    };
    let theme = desk.0.theme();
    let zoom = f64::from(desk.0.settings.scale) / 100.0;
    look(camera, projection, transform, picture, &window, zoom, theme);
    let step = (picture.looking.scale.log2() * STEPS).round();
    #[expect(clippy::cast_possible_truncation, reason = "the scale of a map has few doublings")]
    let key = (Arc::as_ptr(&picture.chart).addr(), theme.night, step as i64);
    if drawn.0 == Some(key) {
        return;
    }
    drawn.0 = Some(key);
    for piece in &pieces {
        commands.entity(piece).despawn();
    }
    let mut put = |fill: Fill, ink: egui::Color32, height: f32| {
        if fill.triangles.is_empty() {
            return;
        }
        let mesh = meshes.add(mesh(fill));
        let material = materials.add(ColorMaterial::from_color(colour(ink)));
        commands.spawn((Piece, Mesh2d(mesh), MeshMaterial2d(material), Transform::from_xyz(0.0, 0.0, height)));
    };
    let (chart, palette) = (&picture.chart, theme.palette);
    // What is one point wide at this scale.
    let point = (step / STEPS).exp2();
    let lines = if picture.grid { graticule(&chart.projection, chart.window, chart.drawn) } else { Vec::new() };
    put(stroke(lines.iter().map(|line| line.points.as_slice()), point * 0.8), palette.graticule, 0.0);
    put(chart.land.clone(), palette.land, 1.0);
    put(chart.lakes.clone(), palette.sea, 2.0);
    let shores = chart.coasts.iter().chain(&chart.shores).map(Vec::as_slice);
    put(stroke(shores, point * 1.1), palette.coast, 4.0);
    if let Some(year) = picture.borders {
        let there = || chart.borders.iter().filter(move |border| border.since <= year);
        let plain = there().filter(|border| !border.kind.in_dispute()).map(|border| border.points.as_slice());
        put(stroke(plain, point), palette.border, 3.0);
        let dashed: Vec<Vec<Flat>> = there()
            .filter(|border| border.kind.in_dispute())
            .flat_map(|border| dashes(&border.points, point * 7.0, point * 5.0))
            .collect();
        put(stroke(dashed.iter().map(Vec::as_slice), point * 1.3), palette.coast, 3.5);
    }
}

/// Puts the camera where the eye is.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a window is a few thousand points wide")]
fn look(
    camera: &mut Camera,
    projection: &mut Projection,
    transform: &mut Transform,
    picture: &Picture,
    window: &Window,
    zoom: f64,
    theme: Theme,
) {
    let physical = f64::from(window.scale_factor()) * zoom;
    let at = |value: f32| (f64::from(value) * physical).round().max(0.0) as u32;
    let room = UVec2::new(window.physical_width(), window.physical_height());
    let from = UVec2::new(at(picture.rect.left()), at(picture.rect.top())).min(room.saturating_sub(UVec2::ONE));
    let to = UVec2::new(at(picture.rect.right()), at(picture.rect.bottom())).min(room);
    let size = to.saturating_sub(from).max(UVec2::ONE);
    camera.is_active = true;
    camera.clear_color = ClearColorConfig::Custom(colour(theme.palette.sea));
    camera.viewport = Some(Viewport { physical_position: from, physical_size: size, ..default() });
    let mut flat = OrthographicProjection::default_2d();
    // One unit is a kilometre; unscaled, Bevy gives a unit one logical pixel.
    flat.scale = (picture.looking.scale / zoom) as f32;
    *projection = Projection::Orthographic(flat);
    transform.translation.x = picture.looking.middle[0] as f32;
    transform.translation.y = picture.looking.middle[1] as f32;
}

fn mesh(fill: Fill) -> Mesh {
    let points: Vec<[f32; 3]> = fill.points.into_iter().map(|[x, y]| [x, y, 0.0]).collect();
    Mesh::new(PrimitiveTopology::TriangleList, RenderAssetUsages::RENDER_WORLD)
        .with_inserted_attribute(Mesh::ATTRIBUTE_POSITION, points)
        .with_inserted_indices(Indices::U32(fill.triangles))
}
