//! Build script of the app package: compiles `tauri.conf.json`, the capability and the permission files.

fn main() {
    // With custom patterns tauri-build watches neither folder; an edited capability would be silently ignored.
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    println!("cargo:rerun-if-changed=src-tauri/permissions");
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("./src-tauri/capabilities/**/*")
        .app_manifest(
            tauri_build::AppManifest::new().permissions_path_pattern("./src-tauri/permissions/**/*"),
        );
    tauri_build::try_build(attributes).expect("the configuration, capabilities and permissions are valid");
}
