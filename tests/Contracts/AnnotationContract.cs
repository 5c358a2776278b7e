using PerfTracking.History;
using PerfTracking.Stores;

namespace PerfTracking.Contracts;

/// <summary>What <see cref="IAnnotationStore"/> does.</summary>
public abstract class AnnotationContract(IStoreFixture fixture) : StoreContract(fixture)
{
    [Fact]
    public void An_annotation_is_read_back_as_it_was_written_by_everybody()
    {
        PerfAnnotation written = Store.AddAnnotation(Annotation(1, "runner image\nchanged 🚀 'quoted'", "shop", "lab", "APP-001"));

        using IPerfStore other = Fixture.Open();
        Assert.Equal(1, written.Id);
        Assert.Equal(written, Assert.Single(other.ReadAnnotations(new AnnotationQuery())));
        Assert.Equal(Annotation(1, "runner image\nchanged 🚀 'quoted'", "shop", "lab", "APP-001") with { Id = 1, Identity = written.Identity }, written);
    }

    [Fact]
    public void Bringing_one_twice_is_bringing_it_once()
    {
        PerfAnnotation annotation = Annotation(1, "database upgraded");

        Assert.Equal(Store.AddAnnotation(annotation), Store.AddAnnotation(annotation with { Text = "another text" }));
        Assert.Equal("database upgraded", Assert.Single(Store.ReadAnnotations(new AnnotationQuery())).Text);
    }

    [Fact]
    public void They_come_in_the_order_of_what_happened()
    {
        Array.ForEach([3, 1, 2], minute => Store.AddAnnotation(Annotation(minute, $"at {minute}")));

        Assert.Equal(["at 1", "at 2", "at 3"], Texts(new AnnotationQuery()));
        Assert.Equal(["at 2", "at 3"], Texts(new AnnotationQuery { Since = Noon.AddMinutes(2) }));
        Assert.Equal(["at 1", "at 2"], Texts(new AnnotationQuery { Until = Noon.AddMinutes(2) }));
        Assert.Equal(["at 3", "at 2"], Texts(new AnnotationQuery { Ids = [1, 3, 99] }).Reverse());
        Assert.Empty(Texts(new AnnotationQuery { Ids = [] }));
    }

    [Fact]
    public void Those_of_one_moment_come_in_the_order_of_their_identities()
    {
        Array.ForEach(["2", "1"], first => Store.AddAnnotation(Annotation(1, first) with { Identity = new Guid(first + "1111111-1111-7111-8111-111111111111") }));

        Assert.Equal(["1", "2"], Texts(new AnnotationQuery()));
    }

    [Fact]
    public void What_is_asked_for_comes_with_what_concerns_everything()
    {
        Store.AddAnnotation(Annotation(1, "all"));
        Store.AddAnnotation(Annotation(2, "shop", application: "Shop"));
        Store.AddAnnotation(Annotation(3, "lab", environment: "lab"));
        Store.AddAnnotation(Annotation(4, "startup", metric: "APP-001"));

        Assert.Equal(["all", "shop", "lab", "startup"], Texts(new AnnotationQuery { Application = NameFilter.Exactly("shop") }));
        Assert.Equal(["all", "lab", "startup"], Texts(new AnnotationQuery { Application = NameFilter.Exactly("bakery") }));
        Assert.Equal(["all", "shop", "startup"], Texts(new AnnotationQuery { Environment = NameFilter.Matching(["ci*"]) }));
        Assert.Equal(["all", "shop", "lab"], Texts(new AnnotationQuery { Metric = NameFilter.Exactly("EXP-001") }));
        Assert.Equal(["all", "shop", "lab", "startup"], Texts(new AnnotationQuery { Metric = NameFilter.Matching(["startup_*"]) }));
    }

    [Fact]
    public void Removed_ones_are_gone_and_their_numbers_are_not_given_again()
    {
        Array.ForEach([1, 2, 3], minute => Store.AddAnnotation(Annotation(minute, $"at {minute}")));

        Assert.Equal(2, Store.RemoveAnnotations([2, 3, 99]));

        Assert.Equal(["at 1"], Texts(new AnnotationQuery()));
        Assert.Equal(4, Store.AddAnnotation(Annotation(4, "at 4")).Id);
    }

    [Fact]
    public void One_without_an_identity_or_with_a_text_that_is_none_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Store.AddAnnotation(Annotation(1, "text") with { Identity = Guid.Empty }));
        Assert.Throws<ArgumentException>(() => Store.AddAnnotation(Annotation(1, " ")));
        Assert.Throws<ArgumentException>(() => Store.AddAnnotation(Annotation(1, "bell \a")));
        Assert.Throws<ArgumentException>(() => Store.AddAnnotation(Annotation(1, new string('x', PerfAnnotation.MaximumTextLength + 1))));
        Assert.Empty(Store.ReadAnnotations(new AnnotationQuery()));
    }

    private static PerfAnnotation Annotation(int minute, string text, string? application = null, string? environment = null, string? metric = null) => new()
    {
        Identity = Guid.NewGuid(),
        Timestamp = Noon.AddMinutes(minute),
        Text = text,
        Application = application,
        Environment = environment,
        Metric = metric,
        Author = "O'Neil",
        CreatedAt = Noon.AddHours(1),
    };

    private string[] Texts(AnnotationQuery query) => [.. Store.ReadAnnotations(query).Select(annotation => annotation.Text)];
}
