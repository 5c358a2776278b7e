using PerfTracking.Stores;

namespace PerfTracking.Tests.Stores;

/// <summary>Names as people ask for them, and as a file of limits does that anybody may have written.</summary>
public class NameFilterTests
{
    [Theory]
    [InlineData("[a-c]x", "Bx", true)]
    [InlineData("[A-C]x", "bx", true)]
    [InlineData("[a-c]x", "dx", false)]
    [InlineData("[c-a]x", "-x", true)]
    [InlineData("[c-a]x", "bx", false)]
    [InlineData("[`a-c]x", "bx", true)]
    [InlineData("[ä-ö]", "Å", true)]
    [InlineData("[!-~]*", "any text", true)]
    [InlineData("[]x", "x", false)]
    [InlineData("É", "é", true)]
    public void A_range_holds_its_letters_in_both_cases(string pattern, string name, bool expected) =>
        Assert.Equal(expected, NameFilter.Matching([pattern])!.IsMatch(name));

    [Fact]
    public void A_set_of_all_letters_takes_no_more_room_than_one_of_two()
    {
        string pattern = string.Concat(Enumerable.Repeat("[!-\uffff]", 1000));
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.True(NameFilter.Matching([pattern])!.IsMatch(new string('x', 1000)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }
}
