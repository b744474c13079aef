using System.Runtime.Versioning;

// These tests send signals, read file modes and start shells.
[assembly: UnsupportedOSPlatform("windows")]
