use sigill_sealing::padding::file_size;

#[test]
fn files_have_the_sizes_of_the_protocol() {
    for (length, size) in
        [(0, 4096), (4097, 4352), (65_537, 67_584), (1_000_000, 1_015_808), (2_147_483_649, 2_214_592_512)]
    {
        assert_eq!(file_size(length), Some(size), "{length}");
    }
}
