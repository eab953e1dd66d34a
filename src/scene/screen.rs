//! What the window shows, as pixels and without a GPU: for tests that look, and for pictures of the app itself.
//!
//! A plain renderer of egui's triangles. It is far too slow for a window, and knows no scene.

use std::collections::HashMap;

use eframe::egui::epaint::{ClippedPrimitive, ImageData, Mesh, Primitive, TextureId, Vertex};
use eframe::egui::{self, Color32, Pos2, TexturesDelta};
use resvg::tiny_skia::Pixmap;

use super::raster::RasterError;

/// A screen of so many pixels and the textures that egui has sent to it.
pub struct Screen {
    pixels: Pixmap,
    pixels_per_point: f32,
    textures: HashMap<TextureId, egui::ColorImage>,
}

impl Screen {
    /// A screen of `size` points.
    pub fn new(size: egui::Vec2, pixels_per_point: f32) -> Result<Self, RasterError> {
        let (width, height) = ((size.x * pixels_per_point) as u32, (size.y * pixels_per_point) as u32);
        let pixels = Pixmap::new(width, height).ok_or(RasterError::Size { width, height })?;
        Ok(Self { pixels, pixels_per_point, textures: HashMap::new() })
    }

    /// Takes over new and changed textures; needed after every pass of egui.
    pub fn update(&mut self, delta: &mut TexturesDelta) {
        for (id, changes) in &delta.set {
            for change in changes {
                let ImageData::Color(image) = &change.image;
                match (change.pos, self.textures.get_mut(id)) {
                    (Some(at), Some(texture)) => patch(texture, image, at),
                    _ => drop(self.textures.insert(*id, egui::ColorImage::clone(image))),
                }
            }
        }
        // egui insists on knowing that its changes were taken.
        delta.clear();
    }

    /// Draws one pass of egui on an empty screen.
    pub fn draw(&mut self, primitives: &[ClippedPrimitive]) {
        self.pixels.fill(resvg::tiny_skia::Color::BLACK);
        for primitive in primitives {
            if let Primitive::Mesh(mesh) = &primitive.primitive {
                self.mesh(mesh, primitive.clip_rect);
            }
        }
    }

    /// The screen as a PNG file's bytes.
    pub fn png(&self) -> Result<Vec<u8>, RasterError> {
        self.pixels.encode_png().map_err(|error| RasterError::Png(error.to_string()))
    }

    fn mesh(&mut self, mesh: &Mesh, clip: egui::Rect) {
        let Some(texture) = self.textures.get(&mesh.texture_id) else { return };
        let (width, height) = (self.pixels.width() as usize, self.pixels.height() as usize);
        let scale = self.pixels_per_point;
        let to_pixel = |at: f32, most: usize| ((at * scale).round().max(0.0) as usize).min(most);
        let columns = to_pixel(clip.left(), width)..to_pixel(clip.right(), width);
        let rows = to_pixel(clip.top(), height)..to_pixel(clip.bottom(), height);
        let data = self.pixels.data_mut();
        for corners in mesh.indices.chunks_exact(3) {
            let vertex = |corner: usize| corners.get(corner).and_then(|index| mesh.vertices.get(*index as usize));
            let (Some(a), Some(b), Some(c)) = (vertex(0), vertex(1), vertex(2)) else { continue };
            let Some(triangle) = Triangle::new(a, b, c, scale) else { continue };
            let (left, right) = (triangle.low.x.floor().max(0.0) as usize, triangle.high.x.ceil().max(0.0) as usize);
            let (top, bottom) = (triangle.low.y.floor().max(0.0) as usize, triangle.high.y.ceil().max(0.0) as usize);
            for y in top.max(rows.start)..bottom.min(rows.end) {
                for x in left.max(columns.start)..right.min(columns.end) {
                    let Some(weights) = triangle.weights(Pos2::new(x as f32 + 0.5, y as f32 + 0.5)) else { continue };
                    let at = (y * width + x) * 4;
                    if let Some(pixel) = data.get_mut(at..at + 4) {
                        blend(pixel, triangle.color(weights, texture));
                    }
                }
            }
        }
    }
}

/// A triangle in pixels, turned clockwise.
struct Triangle<'a> {
    vertices: [&'a Vertex; 3],
    corners: [Pos2; 3],
    area: f32,
    low: Pos2,
    high: Pos2,
}

impl<'a> Triangle<'a> {
    fn new(a: &'a Vertex, b: &'a Vertex, c: &'a Vertex, scale: f32) -> Option<Self> {
        let mut vertices = [a, b, c];
        let place = |vertex: &Vertex| Pos2::new(vertex.pos.x * scale, vertex.pos.y * scale);
        let mut area = edge(place(a), place(b), place(c));
        if area < 0.0 {
            vertices.swap(1, 2);
            area = -area;
        }
        let corners = vertices.map(place);
        let low = corners.iter().fold(Pos2::new(f32::MAX, f32::MAX), |low, corner| low.min(*corner));
        let high = corners.iter().fold(Pos2::new(f32::MIN, f32::MIN), |high, corner| high.max(*corner));
        (area > 0.0 && low.is_finite() && high.is_finite()).then_some(Self { vertices, corners, area, low, high })
    }

    /// How near `at` is to each corner; `None` outside. An edge belongs to the triangle on its right or lower side alone,
    /// so that no pixel between two triangles is painted twice.
    fn weights(&self, at: Pos2) -> Option<[f32; 3]> {
        let [a, b, c] = self.corners;
        let sides = [(b, c), (c, a), (a, b)];
        let mut weights = [0.0; 3];
        for (weight, (from, to)) in weights.iter_mut().zip(sides) {
            let side = edge(from, to, at);
            let owns = (from.y == to.y && to.x > from.x) || to.y < from.y;
            if side < 0.0 || (side == 0.0 && !owns) {
                return None;
            }
            *weight = side / self.area;
        }
        Some(weights)
    }

    fn color(&self, weights: [f32; 3], texture: &egui::ColorImage) -> [f32; 4] {
        let mut color = [0.0; 4];
        let mut place = egui::Vec2::ZERO;
        for (vertex, weight) in self.vertices.iter().zip(weights) {
            place += vertex.uv.to_vec2() * weight;
            for (channel, value) in color.iter_mut().zip(vertex.color.to_array()) {
                *channel += f32::from(value) / 255.0 * weight;
            }
        }
        let texel = sample(texture, place);
        for (channel, value) in color.iter_mut().zip(texel) {
            *channel *= value;
        }
        color
    }
}

fn edge(from: Pos2, to: Pos2, at: Pos2) -> f32 {
    (to.x - from.x) * (at.y - from.y) - (to.y - from.y) * (at.x - from.x)
}

/// The texture between its four nearest texels, 0 to 1, premultiplied.
fn sample(texture: &egui::ColorImage, place: egui::Vec2) -> [f32; 4] {
    let [width, height] = texture.size;
    let (x, y) = (place.x * width as f32 - 0.5, place.y * height as f32 - 0.5);
    let texel = |x: f32, y: f32| {
        let column = (x.max(0.0) as usize).min(width.saturating_sub(1));
        let row = (y.max(0.0) as usize).min(height.saturating_sub(1));
        texture.pixels.get(row * width + column).copied().unwrap_or(Color32::TRANSPARENT).to_array()
    };
    let (left, top) = (x.floor(), y.floor());
    let (across, down) = (x - left, y - top);
    let corners = [
        (texel(left, top), (1.0 - across) * (1.0 - down)),
        (texel(left + 1.0, top), across * (1.0 - down)),
        (texel(left, top + 1.0), (1.0 - across) * down),
        (texel(left + 1.0, top + 1.0), across * down),
    ];
    let mut color = [0.0; 4];
    for (texel, weight) in corners {
        for (channel, value) in color.iter_mut().zip(texel) {
            *channel += f32::from(value) / 255.0 * weight;
        }
    }
    color
}

fn blend(pixel: &mut [u8], color: [f32; 4]) {
    let rest = 1.0 - color[3];
    for (under, over) in pixel.iter_mut().zip(color) {
        *under = (over * 255.0 + f32::from(*under) * rest).round().clamp(0.0, 255.0) as u8;
    }
}

fn patch(texture: &mut egui::ColorImage, image: &egui::ColorImage, [left, top]: [usize; 2]) {
    let [width, _] = texture.size;
    for (row, line) in image.pixels.chunks(image.size[0].max(1)).enumerate() {
        let start = (top + row) * width + left;
        if let Some(place) = texture.pixels.get_mut(start..start + line.len()) {
            place.copy_from_slice(line);
        }
    }
}

/// A camera for tests of the window: see what a harness shows.
///
/// ```ignore
/// let camera = Camera::new(egui::vec2(1440.0, 900.0), 1.0);
/// let mut harness = Harness::builder().with_size(egui::vec2(1440.0, 900.0)).renderer(camera.clone()).build_ui(ui);
/// harness.run();
/// camera.shoot(&harness, "lesson"); // writes lesson.png into the temporary folder's glasshouse-sheets
/// ```
#[cfg(test)]
#[derive(Clone)]
pub(crate) struct Camera(std::sync::Arc<std::sync::Mutex<Screen>>);

#[cfg(test)]
impl Camera {
    pub(crate) fn new(size: egui::Vec2, pixels_per_point: f32) -> Self {
        Self(std::sync::Arc::new(std::sync::Mutex::new(Screen::new(size, pixels_per_point).unwrap())))
    }

    pub(crate) fn shoot<State>(&self, harness: &egui_kittest::Harness<'_, State>, name: &str) -> std::path::PathBuf {
        let output = harness.output();
        let primitives = harness.ctx.tessellate(output.shapes.clone(), output.pixels_per_point);
        let mut screen = self.0.lock().unwrap();
        screen.draw(&primitives);
        let folder = std::env::temp_dir().join("glasshouse-sheets");
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join(format!("{name}.png"));
        std::fs::write(&file, screen.png().unwrap()).unwrap();
        file
    }
}

#[cfg(test)]
impl egui_kittest::TestRenderer for Camera {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        self.0.lock().unwrap().update(delta);
    }
}
