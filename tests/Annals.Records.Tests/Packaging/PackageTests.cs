using System.Diagnostics;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Annals.Testing;

namespace Annals.Records.Tests.Packaging;

/// <summary>Packs the library and uses the package, and nothing else, from a project outside the repository.</summary>
public sealed partial class PackageTests : IDisposable
{
    private const string Record = """{"CreationTime":"2026-05-06T07:08:09","Id":"r1","Operation":"FileAccessed","RecordType":6,"UserId":"ada@example.com","SourceFileName":"plan.docx","Odd":1.0}""";
    private const string Audit = """{"id":"a1","user":{"id":"u1","name":"Ben Example"},"eventDate":"2026-05-06T07:08:10Z","action":"MemberAdd","entityType":"Queue","propertyChanges":[{"property":"members"}],"odd":1.0}""";

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_program_outside_the_repository_reads_a_record_of_either_vendor_in_five_lines_with_the_package_alone()
    {
        Pack();
        CheckPackage();
        WriteProgram();

        var output = Run("dotnet", "run --project program/Program.csproj -c Release");

        Assert.Equal(["2026-05-06 07:08:09Z ada@example.com FileAccessed SharePointFileOperation", "plan.docx", "2026-05-06 07:08:10Z Ben Example MemberAdd Queue", "members"], output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.Equal(Record, File.ReadAllText(folder.File("record-copy.json")));
        Assert.Equal(Audit, File.ReadAllText(folder.File("audit-copy.json")));
    }

    private static string Configuration => Path.GetFileName(Path.GetDirectoryName(typeof(PackageTests).Assembly.Location)!);

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    private void Pack() => Run("dotnet", $"pack \"{Path.Combine(Repository.Root, "src/Annals.Records")}\" -c {Configuration} --no-build -o \"{folder.Path}\" -nodeReuse:false");

    /// <summary>It has a readme, documentation and symbols, and depends on nothing.</summary>
    private void CheckPackage()
    {
        using var package = ZipFile.OpenRead(Directory.GetFiles(folder.Path, "*.nupkg").Single());
        using var symbols = ZipFile.OpenRead(Directory.GetFiles(folder.Path, "*.snupkg").Single());
        using var reader = new StreamReader(package.GetEntry("Annals.Records.nuspec")!.Open());
        var manifest = reader.ReadToEnd();

        Assert.All(["README.md", "lib/net10.0/Annals.Records.dll", "lib/net10.0/Annals.Records.xml"], file => Assert.NotNull(package.GetEntry(file)));
        Assert.NotNull(symbols.GetEntry("lib/net10.0/Annals.Records.pdb"));
        Assert.Contains("<readme>README.md</readme>", manifest, StringComparison.Ordinal);
        Assert.DoesNotContain("<dependency ", manifest, StringComparison.Ordinal);
    }

    /// <summary>The two examples of the package's README, of at most five lines each, as one program.</summary>
    private void WriteProgram()
    {
        var examples = CodeBlock().Matches(File.ReadAllText(Path.Combine(Repository.Root, "src/Annals.Records/README.md")).ReplaceLineEndings("\n")).Select(m => m.Groups[1].Value.TrimEnd().Split('\n')).ToList();
        Assert.Equal(2, examples.Count);
        Assert.All(examples, e => Assert.InRange(e.Length, 1, 5));

        Directory.CreateDirectory(folder.File("program"));
        File.WriteAllLines(folder.File("program/Program.cs"), examples.SelectMany(e => e).OrderByDescending(line => line.StartsWith("using ", StringComparison.Ordinal)));
        File.WriteAllText(folder.File("program/Program.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <UseAppHost>false</UseAppHost>
                <RestorePackagesPath>{folder.File("packages")}</RestorePackagesPath>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Annals.Records" Version="*" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(folder.File("nuget.config"), """
            <configuration>
              <packageSources>
                <clear />
                <add key="here" value="." />
              </packageSources>
            </configuration>
            """);
        File.WriteAllText(folder.File("record.json"), Record);
        File.WriteAllText(folder.File("audit.json"), Audit);
    }

    private string Run(string program, string arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder.Path, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {arguments} ended with {process.ExitCode}\n{output}\n{errors.GetAwaiter().GetResult()}");
        return output;
    }
}
