namespace Attribution.EmbeddedPostgres.Tests;

public sealed class InstallAdviceTests
{
    [Theory]
    [InlineData("ID=debian\nVERSION_ID=\"12\"", "sudo apt-get install -y postgresql")]
    [InlineData("ID=ubuntu\nID_LIKE=debian\nVERSION_ID=\"24.04\"", "sudo apt-get install -y postgresql")]
    [InlineData("ID=fedora\nVERSION_ID=42", "sudo dnf install -y postgresql-server")]
    [InlineData(
        "ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\nVERSION_ID=\"9.5\"",
        "sudo dnf module install -y postgresql:16/server")]
    [InlineData("ID=\"rhel\"\nID_LIKE=\"fedora\"\nVERSION_ID=\"10.0\"", "sudo dnf install -y postgresql-server")]
    [InlineData("ID=alpine\nVERSION_ID=3.22.0", "sudo apk add postgresql")]
    [InlineData("ID=arch", "sudo pacman -S --noconfirm postgresql")]
    [InlineData("ID=\"opensuse-leap\"\nID_LIKE=\"suse opensuse\"", "sudo zypper install -y postgresql-server")]
    [InlineData("ID=unheard-of", "see https://www.postgresql.org/download/")]
    [InlineData("", "see https://www.postgresql.org/download/")]
    public void Every_system_gets_its_own_command(string osRelease, string command) =>
        InstallAdvice.ForLinux(osRelease, isRoot: false).ShouldBe(command);

    [Theory]
    [InlineData("ID=ubuntu\nID_LIKE=debian\nVERSION_ID=\"22.04\"")]
    [InlineData("ID=debian\nVERSION_ID=\"11\"")]
    public void A_system_whose_own_package_is_too_old_gets_the_projects_archive(string osRelease) =>
        InstallAdvice.ForLinux(osRelease, isRoot: true).ShouldBe(
            "apt-get install -y postgresql-common && /usr/share/postgresql-common/pgdg/apt.postgresql.org.sh -y "
            + "&& apt-get install -y postgresql-17");

    [Fact]
    public void This_machine_gets_a_command_too() => InstallAdvice.ForThisMachine().ShouldNotBeNullOrWhiteSpace();
}
